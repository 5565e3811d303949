package io.parley.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.loadtests.audio.Levels;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechSignalTest {
  @Test
  void beginsAndEndsAtFullLevelWhenCrisp() throws IOException {
    short[] pcm = SpeechSignal.crisp("all of it is easy enough to follow now");
    double activeDbfs = -20 + Levels.DBM0_TO_DBFS;
    assertThat(pcm.length % 160).isZero();
    assertThat(pcm.length).isGreaterThan(8_000);
    assertThat(Levels.dbfs(pcm, 0, 160)).isGreaterThan(activeDbfs - 7);
    assertThat(Levels.dbfs(pcm, pcm.length - 160, 160)).isGreaterThan(activeDbfs - 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {BargeCast.CRISP, BargeCast.NATURAL, DialogCast.WORDS})
  void neverPausesLongEnoughToBeTakenForFinished(String words) throws IOException {
    short[] pcm = SpeechSignal.crisp(words);
    int quiet = 0;
    for (int from = 0; from + 160 <= pcm.length; from += 160) {
      quiet = Levels.dbfs(pcm, from, 160) < -45 ? quiet + 1 : 0;
      assertThat(quiet).isLessThan(6);
    }
  }

  @Test
  void speaksAtMinusTwentyDbm0() throws IOException {
    short[] pcm = SpeechSignal.natural("hello, could I say something here");
    short[] again = Levels.atLevel(pcm, -20);
    assertThat(Levels.dbfs(pcm, 0, pcm.length))
        .isCloseTo(Levels.dbfs(again, 0, again.length), within(0.1));
  }
}
