package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipConfigTest {
  private static final SipConfig DEFAULTS = SipConfig.defaults();

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,5060,PARLEY_SIP_BIND",
    "pbx,5060,PARLEY_SIP_BIND",
    "::,5060,PARLEY_SIP_BIND",
    "127.0.0.1,0,PARLEY_SIP_PORT",
    "127.0.0.1,65536,PARLEY_SIP_PORT"
  })
  void namesTheKeyOfAnAddressItCannotUse(String bind, int port, String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.at(bind, port))
        .withMessageContaining(key + "=");
  }

  @Test
  void namesTheKeyOfEverythingElse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.advertising("a b"))
        .withMessageContaining("PARLEY_SIP_ADVERTISE=a b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.allowing(List.of("loopback", "everyone")))
        .withMessageContaining("PARLEY_SIP_ALLOW=loopback,everyone")
        .withMessageContaining("'everyone'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.holding(0))
        .withMessageContaining("PARLEY_MAX_CALLS=0");
  }

  @ParameterizedTest
  @CsvSource({
    "'',127.0.0.1:5060",
    "203.0.113.7,203.0.113.7:5060",
    "203.0.113.7:5080,203.0.113.7:5080",
    "voice.example.net,voice.example.net:5060",
    "[2001:db8::1],[2001:db8::1]:5060",
    "[2001:db8::1]:5070,[2001:db8::1]:5070"
  })
  void advertisesHostAndPort(String advertise, String sentBy) {
    assertThat(DEFAULTS.advertising(advertise).sentBy()).isEqualTo(sentBy);
  }
}
