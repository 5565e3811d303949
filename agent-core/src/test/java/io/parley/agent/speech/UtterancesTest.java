package io.parley.agent.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.audio.Pcm;
import java.util.List;
import org.junit.jupiter.api.Test;

class UtterancesTest {
  private static void tone(short[] samples, int fromMs, int toMs, int amplitude) {
    for (int i = fromMs * 8; i < toMs * 8; i++) {
      samples[i] = (short) (amplitude * Math.sin(i * 0.5));
    }
  }

  @Test
  void cutsAtPausesAndKeepsSomeSilenceAround() {
    short[] samples = new short[5 * 8000];
    tone(samples, 500, 1500, 8000);
    tone(samples, 1700, 2000, 6000);
    tone(samples, 3500, 4000, 8000);

    List<Utterances.Span> spans = Utterances.of(new Pcm(samples, 8000));

    assertThat(spans).hasSize(2);
    assertThat(spans.getFirst().from()).isBetween(200 * 8, 500 * 8);
    assertThat(spans.getFirst().to()).isBetween(2000 * 8, 2300 * 8);
    assertThat(spans.getLast().from()).isBetween(3200 * 8, 3500 * 8);
  }

  @Test
  void findsNothingInSilenceClicksOrAnEmptyFile() {
    short[] click = new short[8000];
    tone(click, 500, 520, 8000);

    assertThat(Utterances.of(new Pcm(new short[8000], 8000))).isEmpty();
    assertThat(Utterances.of(new Pcm(click, 8000))).isEmpty();
    assertThat(Utterances.of(new Pcm(new short[0], 8000))).isEmpty();
  }
}
