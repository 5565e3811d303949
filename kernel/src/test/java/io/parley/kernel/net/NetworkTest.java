package io.parley.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.77/24,192.0.2.0/24",
    "192.0.2.77,192.0.2.77/32",
    "10.255.0.0/9,10.128.0.0/9",
    "0.0.0.0/0,0.0.0.0/0",
    "2001:db8::77/32,2001:db8:0:0:0:0:0:0/32"
  })
  void isTheSameHoweverItsAddressIsWritten(String one, String other) {
    assertThat(Network.of(one)).isEqualTo(Network.of(other)).hasToString(other);
    assertThat(Network.of(one)).hasSameHashCodeAs(Network.of(other));
  }

  @Test
  void isFoundAroundAnAddress() {
    InetAddress address = InetAddress.ofLiteral("198.51.100.130");
    for (int bits = 0; bits <= 32; bits++) {
      Network around = Network.around(address, bits);
      assertThat(around.holds(address.getAddress())).isTrue();
      assertThat(around).isEqualTo(Network.of("198.51.100.130/" + bits));
    }
    assertThat(Network.around(address, 25)).isNotEqualTo(Network.of("198.51.100.0/25"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "1.2.3.4/33", "::/129", "1.2.3.4/", "1.2.3.4.5", ":", ""})
  void namesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(text))
        .withMessageContaining("'" + text + "'");
  }
}
