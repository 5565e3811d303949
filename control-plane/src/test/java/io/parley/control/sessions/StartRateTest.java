package io.parley.control.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartRateTest {
  @Test
  void letsNoMoreThanSoManyStartInAnySecond() {
    StartRate rate = new StartRate(10);
    long started = IntStream.range(0, 3_000).filter(ms -> rate.mayStart(ms)).count();
    assertThat(started).isEqualTo(30);
    StartRate late = new StartRate(10);
    IntStream.range(0, 10).forEach(i -> assertThat(late.mayStart(900)).isTrue());
    assertThat(late.mayStart(1_100)).isFalse();
    assertThat(late.mayStart(1_899)).isFalse();
    assertThat(late.mayStart(1_900)).isTrue();
  }
}
