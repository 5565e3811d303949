package io.parley.sip.admit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFilterTest {
  @ParameterizedTest
  @CsvSource({
    "loopback,127.0.0.1,true",
    "loopback,127.9.9.9,true",
    "loopback,::1,true",
    "loopback,10.0.0.1,false",
    "loopback,::2,false",
    "10.0.0.0/8,10.255.1.2,true",
    "10.0.0.0/8,11.0.0.1,false",
    "192.168.4.0/22,192.168.7.255,true",
    "192.168.4.0/22,192.168.8.0,false",
    "192.0.2.7,192.0.2.7,true",
    "192.0.2.7,192.0.2.8,false",
    "0.0.0.0/0,203.0.113.9,true",
    "0.0.0.0/0,2001:db8::1,false",
    "2001:db8::/32,2001:db8:1::5,true",
    "2001:db8::/32,2001:db9::5,false"
  })
  void knowsItsNetworks(String network, String source, boolean allowed)
      throws UnknownHostException {
    assertThat(SourceFilter.of(List.of(network)).allows(InetAddress.getByName(source)))
        .isEqualTo(allowed);
  }

  @Test
  void allowsNobodyWhenItIsEmpty() {
    assertThat(SourceFilter.of(List.of()).allows(InetAddress.getLoopbackAddress())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pbx.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "/8"})
  void namesAnEntryThatIsNoNetwork(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SourceFilter.of(List.of("loopback", entry)))
        .withMessageContaining("'" + entry + "'");
  }
}
