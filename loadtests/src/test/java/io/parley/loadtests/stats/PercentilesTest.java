package io.parley.loadtests.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void takesTheNearestRank() {
    Percentiles values = new Percentiles();
    for (int n = 1_000; n >= 1; n--) {
      values.add(n);
    }
    assertThat(values.at(50)).isEqualTo(500);
    assertThat(values.at(99)).isEqualTo(990);
    assertThat(values.at(99.9)).isEqualTo(999);
    assertThat(values.max()).isEqualTo(1_000);
  }

  @Test
  void isNotANumberWithoutValues() {
    assertThat(new Percentiles().at(50)).isNaN();
  }
}
