package io.parley.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.loadtests.rtp.G711;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static final int LEAD = 480;
  private final byte[] reference;
  private final short[] speech;

  AlignmentTest() throws IOException {
    speech = SpeechSignal.talk();
    short[] withLead = new short[LEAD + speech.length];
    System.arraycopy(speech, 0, withLead, LEAD, speech.length);
    reference = G711.PCMU.encode(withLead);
  }

  /** The speech with {@code pause} of silence after {@code at}, going on at {@code again}. */
  private byte[] paused(int at, int fade, int pause, int again) {
    short[] out = new short[at + fade + pause + speech.length - again];
    System.arraycopy(speech, 0, out, 0, at);
    for (int n = 0; n < fade; n++) {
      out[at + n] = (short) (speech[at + n] * (fade - n) / fade);
    }
    int to = at + fade + pause;
    System.arraycopy(speech, again, out, to, speech.length - again);
    for (int n = 0; n < fade; n++) {
      out[to + n] = (short) (speech[again + n] * n / fade);
    }
    return G711.PCMU.encode(out);
  }

  @Test
  void findsNoGapInTheSameSpeechAtAnotherTime() {
    byte[] heard = Arrays.copyOfRange(reference, 200, reference.length);
    Alignment alignment = new Alignment(reference, heard);
    assertThat(alignment.gaps()).isEmpty();
    assertThat(alignment.matched()).isGreaterThan(speech.length - 2_000);
  }

  @Test
  void findsAPauseThatLosesNothing() {
    Alignment alignment = new Alignment(reference, paused(16_000, 80, 3_000, 16_080));
    assertThat(alignment.gaps()).hasSize(1);
    Alignment.Gap gap = alignment.gaps().getFirst();
    assertThat(gap.isAbandoned()).isFalse();
    assertThat(gap.from()).isBetween(15_990, 16_080);
    assertThat(gap.to()).isBetween(19_000, 19_200);
    assertThat(gap.lost()).isLessThan(48);
  }

  @Test
  void countsWhatAPauseSwallowed() {
    Alignment alignment = new Alignment(reference, paused(16_000, 80, 3_000, 16_880));
    assertThat(alignment.gaps()).hasSize(1);
    assertThat(alignment.gaps().getFirst().lost()).isBetween(700, 880);
  }

  @Test
  void countsWhatIsSaidTwice() {
    Alignment alignment = new Alignment(reference, paused(16_000, 80, 3_000, 15_280));
    assertThat(alignment.gaps().getFirst().repeated()).isBetween(700, 880);
    assertThat(alignment.gaps().getFirst().lost()).isZero();
  }

  @Test
  void doesNotTakeComfortNoiseForAFade() {
    byte[] heard = paused(16_000, 40, 3_000, 16_000);
    java.util.Random random = new java.util.Random(3);
    for (int at = 16_040; at < 19_040; at++) {
      heard[at] = G711.PCMU.encode((short) (random.nextGaussian() * 30));
    }
    Alignment.Gap gap = new Alignment(reference, heard).gaps().getFirst();
    assertThat(gap.lost()).isZero();
    assertThat(gap.repeated()).isLessThanOrEqualTo(80);
  }

  @Test
  void callsOtherWordsInBetweenAbandoned() throws IOException {
    byte[] heard = paused(16_000, 80, 12_000, 16_080);
    byte[] other = G711.PCMU.encode(SpeechSignal.natural("all right, I am going on"));
    System.arraycopy(other, 0, heard, 18_000, Math.min(other.length, 9_000));
    Alignment alignment = new Alignment(reference, heard);
    assertThat(alignment.gaps()).hasSize(1);
    assertThat(alignment.gaps().getFirst().isAbandoned()).isTrue();
  }
}
