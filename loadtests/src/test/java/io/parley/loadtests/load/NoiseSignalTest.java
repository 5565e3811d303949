package io.parley.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.loadtests.audio.Levels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseSignalTest {
  @Test
  void hasTheLevelAskedForWhateverItsKind() throws IOException {
    NoiseSignal noise = new NoiseSignal(4, -45);
    for (short[] pcm : List.of(noise.white(), noise.pink(), noise.hum(), noise.babble())) {
      assertThat(pcm).hasSize(32_000);
      assertThat(Levels.dbfs(pcm, 0, pcm.length)).isCloseTo(-45, within(0.1));
    }
  }

  @Test
  void clicksForAHundredMilliseconds() {
    assertThat(NoiseSignal.clicks()).hasSize(800);
    assertThat(Levels.dbfs(NoiseSignal.clicks(), 0, 160)).isGreaterThan(-35);
  }
}
