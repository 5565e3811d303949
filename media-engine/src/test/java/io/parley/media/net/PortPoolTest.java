package io.parley.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.parley.media.net.PortPool.PortPair;
import io.parley.testsupport.ManualClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PortPoolTest {
  private final ManualClock clock = new ManualClock();
  private final MemoryNetwork network = new MemoryNetwork();
  private final PortPool pool =
      new PortPool(
          network, InetAddress.getLoopbackAddress(), 22001, 22007, Duration.ofSeconds(30), clock);

  private int bound() {
    return Objects.requireNonNull(pool.bind()).rtpPort();
  }

  @Test
  void bindsEvenPortsWithTheOddOneAfterThem() {
    assertThat(bound()).isEqualTo(22002);
    assertThatNoException().isThrownBy(() -> network.socket(22003));
    assertThat(bound()).isEqualTo(22004);
    assertThat(bound()).isEqualTo(22006);
    assertThat(pool.bind()).isNull();
    assertThat(pool.inUse()).isEqualTo(3);
  }

  @Test
  void letsAPairRestBeforeItIsBoundAgain() {
    int first = bound();
    bound();
    bound();
    pool.rest(first);
    clock.advance(Duration.ofMillis(29_999));
    assertThat(pool.bind()).isNull();
    clock.advance(Duration.ofMillis(1));
    assertThat(bound()).isEqualTo(first);
  }

  @Test
  void passesOverPairsAnotherProgramHolds() {
    network.take(22003);
    PortPair pair = Objects.requireNonNull(pool.bind());
    assertThat(pair.rtpPort()).isEqualTo(22004);
    assertThat(network.socket(22002).isClosed()).isTrue();
    assertThat(pool.inUse()).isEqualTo(1);
  }
}
