package io.parley.loadtests.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MicrosecondsTest {
  @Test
  void isExactToTheMicrosecondAndKeepsTheLargest() {
    Microseconds values = new Microseconds();
    for (int us = 1; us <= 1_000; us++) {
      values.addNs(us * 1_000L - 1);
    }
    values.addNs(5_000_000_000L);
    assertThat(values.percentileMs(50)).isEqualTo(0.501);
    assertThat(values.percentileMs(99)).isEqualTo(0.991);
    assertThat(values.maxMs()).isEqualTo(5_000);
    assertThat(values.percentileMs(100)).isEqualTo(5_000);
  }

  @Test
  void hasNothingToSayWithoutValues() {
    assertThat(new Microseconds().percentileMs(99)).isNaN();
  }
}
