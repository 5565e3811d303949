package io.parley.loadtests.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GridDeviationTest {
  private static final long MS = 1_000_000L;

  private static Microseconds of(GridDeviation grid) {
    Microseconds all = new Microseconds();
    grid.addTo(all);
    return all;
  }

  @Test
  void isZeroOnAPerfectGridWhateverItsOffset() {
    GridDeviation grid = new GridDeviation(1_000);
    for (int k = 0; k < 1_000; k++) {
      grid.onPacket(0xFFFF_FF00 + k * 160, 777 + 20L * k * MS);
    }
    assertThat(of(grid).count()).isEqualTo(1_000);
    assertThat(of(grid).maxMs()).isZero();
  }

  @Test
  void measuresFromTheBestFittingGridAndNotFromTheFirstPacket() {
    GridDeviation grid = new GridDeviation(1_000);
    for (int k = 0; k < 100; k++) {
      grid.onPacket(k * 160, 20L * k * MS + (k == 0 ? 5 * MS : 0));
    }
    assertThat(of(grid).percentileMs(99)).isLessThan(0.01);
    assertThat(of(grid).maxMs()).isCloseTo(5, within(0.01));
  }

  @Test
  void knowsLateFromLostAndFromAnotherPacketTime() {
    GridDeviation grid = new GridDeviation(1_000);
    grid.onPacket(0, 0);
    grid.onPacket(160, 20 * MS);
    grid.onPacket(480, 60 * MS);
    grid.onPacket(720, 90 * MS + 3 * MS);
    grid.onPacket(880, 110 * MS);
    assertThat(of(grid).maxMs()).isCloseTo(3, within(0.01));
  }

  @Test
  void countsWhatFindsNoRoom() {
    GridDeviation grid = new GridDeviation(2);
    grid.onPacket(0, 0);
    grid.onPacket(160, 20 * MS);
    grid.onPacket(320, 40 * MS);
    assertThat(of(grid).count()).isEqualTo(2);
    assertThat(grid.beyond()).isEqualTo(1);
  }
}
