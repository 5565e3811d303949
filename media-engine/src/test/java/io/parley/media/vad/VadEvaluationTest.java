package io.parley.media.vad;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testsupport.Signals;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small evaluation on made voices; {@link VadEvaluationIT} is the large one. */
class VadEvaluationTest {
  private static final int RATE_HZ = Signals.RATE_HZ;

  private static List<short[]> voices() {
    return LongStream.range(0, 6)
        .mapToObj(seed -> Signals.speech(700 + (int) seed * 300, Signals.VOICE_DBFS, seed))
        .toList();
  }

  private static Score scoreOf(Clip clip, SpeechEdges edges) {
    Score score = new Score(false, 400);
    score.add(clip, edges);
    return score;
  }

  @Test
  void followsCleanSpeech() {
    Clip clip = Clip.speech("clean", voices(), new short[0], new Random(1));
    Score score = scoreOf(clip, SpeechEdges.create(RATE_HZ));
    assertThat(score.f1()).isGreaterThan(0.93);
    assertThat(score.missedTalks()).isZero();
    assertThat(score.falseStartsAMinute()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"white, 0.85", "pink, 0.85", "hum, 0.9", "clicks, 0.9", "keys, 0.85", "tones, 0.85"})
  void followsSpeechInNoiseTenDecibelsBelow(String kind, double leastF1) {
    short[] noise = Clip.noiseOf(kind, Signals.VOICE_DBFS - 10, 3);
    Clip clip = Clip.speech(kind, voices(), noise, new Random(2));
    Score score = scoreOf(clip, SpeechEdges.create(RATE_HZ));
    assertThat(score.f1()).isGreaterThan(leastF1);
    assertThat(score.falseStartsAMinute()).isLessThanOrEqualTo(2);
  }

  @Test
  void followsCleanSpeechWithoutTheNativeDetectorToo() {
    Clip clip = Clip.speech("clean", voices(), new short[0], new Random(1));
    for (VoiceDetector detector :
        List.of(new AdaptiveEnergyDetector(), new StatisticalDetector(RATE_HZ))) {
      Score score = scoreOf(clip, new SpeechEdges(RATE_HZ, detector));
      assertThat(score.f1()).as(detector.name()).isGreaterThan(0.93);
      assertThat(score.missedTalks()).as(detector.name()).isZero();
    }
  }
}
