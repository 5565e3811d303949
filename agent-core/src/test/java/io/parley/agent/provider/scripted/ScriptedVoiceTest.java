package io.parley.agent.provider.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.audio.Pcm;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScriptedVoiceTest {
  private static final int RATE_HZ = 8000;

  private static double dbfs(short[] samples, int from, int to) {
    double energy = 0;
    for (int i = from; i < to; i++) {
      energy += (double) samples[i] * samples[i];
    }
    return 10 * Math.log10(energy / (to - from) / 32768 / 32768 + 1e-12);
  }

  @Test
  void speaksAtTwentyBelowFullScale() {
    Pcm pcm = new VoiceCache().of(SimulatedResponder.PHRASE, RATE_HZ);

    assertThat(dbfs(pcm.samples(), 0, pcm.length())).isBetween(-21.5, -18.5);
    assertThat(pcm.millis()).isBetween(1_000L, 4_000L);
  }

  @Test
  void isAudibleFromItsFirstFrameToItsLastWithoutAGap() {
    Pcm pcm = new VoiceCache().of(Monologue.from(0).substring(0, 2000), RATE_HZ);

    for (int at = 0; at + 160 <= pcm.length(); at += 80) {
      assertThat(dbfs(pcm.samples(), at, at + 160)).as("at sample %d", at).isGreaterThan(-36);
    }
    assertThat(dbfs(pcm.samples(), 0, 40)).isGreaterThan(-36);
  }

  @Test
  void doesNotClip() {
    Pcm pcm = new VoiceCache().of(Monologue.from(0).substring(0, 2000), RATE_HZ);

    for (short sample : pcm.samples()) {
      assertThat(Math.abs((int) sample)).isLessThan(32_000);
    }
  }

  @Test
  void saysTheSameTheSameWay() {
    assertThat(new VoiceCache().of("the same words", RATE_HZ))
        .isEqualTo(new VoiceCache().of("the same words", RATE_HZ));
  }

  @Test
  void theMonologueLastsWellBeyondNinetySeconds() {
    long ms =
        Arrays.stream(Monologue.words(Monologue.from(0)))
            .limit(Monologue.length())
            .mapToLong(word -> new VoiceCache().of(word, RATE_HZ).millis())
            .sum();

    assertThat(ms).isGreaterThan(90_000);
  }
}
