package io.parley.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.testsupport.Allocation;
import io.parley.testsupport.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConcealmentTest {
  private static final int FRAME = 160;

  private final Concealment concealment = new Concealment(Signals.RATE_HZ);
  private final short[] out = new short[FRAME];

  @Test
  void leavesAudioWithoutGapsUntouched() {
    short[] voice = Signals.voice(400, -20, 3);
    short[] heard = voice.clone();
    for (int at = 0; at < heard.length; at += FRAME) {
      concealment.heard(heard, at, FRAME);
    }
    assertThat(heard).isEqualTo(voice);
  }

  @Test
  void fillsAGapWithThePeriodBeforeIt() {
    short[] tone = Signals.tones(80, -20, 200);
    feed(tone, 0, 480);
    concealment.conceal(out, 0, FRAME);
    double error = 0;
    for (int i = 0; i < 80; i++) {
      error = Math.max(error, Math.abs(out[i] - tone[480 + i] * (1 - i / 480.0)));
    }
    assertThat(error).as("against the tone itself, faded").isLessThan(150);
    assertThat(concealment.concealedSamples()).isEqualTo(FRAME);
  }

  @Test
  void fadesToSilenceWithinSixtyMilliseconds() {
    feed(Signals.voice(80, -20, 1), 0, 640);
    double[] level = new double[4];
    for (int frame = 0; frame < 4; frame++) {
      concealment.conceal(out, 0, FRAME);
      level[frame] = Signals.dbfs(out);
    }
    assertThat(level[0]).isBetween(-26.0, -17.0);
    assertThat(level[1]).isLessThan(level[0]);
    assertThat(level[2]).isLessThan(level[1]);
    assertThat(out).containsOnly((short) 0);
  }

  @Test
  void blendsTheAudioAfterAGapIn() {
    feed(Signals.tones(80, -20, 200), 0, 640);
    concealment.conceal(out, 0, FRAME);
    short[] after = new short[FRAME];
    Arrays.fill(after, (short) 1000);
    concealment.heard(after, 0, FRAME);
    assertThat(after[0]).isNotEqualTo((short) 1000);
    assertThat(Arrays.copyOfRange(after, 40, FRAME)).containsOnly((short) 1000);
    short[] next = Signals.white(20, -20, 1);
    short[] heard = next.clone();
    concealment.heard(heard, 0, FRAME);
    assertThat(heard).isEqualTo(next);
  }

  @Test
  void bridgesALostFrameOfAVoiceWithoutAStep() {
    short[] voice = Signals.voice(400, -20, 5);
    short[] result = voice.clone();
    for (int at = 0; at < voice.length; at += FRAME) {
      if (at == 1600) {
        concealment.conceal(result, at, FRAME);
      } else {
        concealment.heard(result, at, FRAME);
      }
    }
    int largestStep = largestStep(voice, 1, voice.length);
    assertThat(largestStep(result, 1590, 1810)).isLessThan((int) (largestStep * 1.3));
    assertThat(Signals.dbfs(Arrays.copyOfRange(result, 1600, 1760))).isCloseTo(-20, within(5.0));
  }

  private static int largestStep(short[] pcm, int from, int to) {
    int most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, Math.abs(pcm[i] - pcm[i - 1]));
    }
    return most;
  }

  @Test
  void takesFramesOfAnyLength() {
    feed(Signals.voice(100, -20, 1), 0, 80);
    feed(Signals.voice(100, -20, 1), 80, 480);
    concealment.conceal(out, 0, 80);
    assertThat(Signals.dbfs(Arrays.copyOf(out, 80))).isGreaterThan(-30);
  }

  private void feed(short[] pcm, int offset, int length) {
    concealment.heard(pcm, offset, length);
  }

  @Test
  void allocatesNothing() {
    short[] voice = Signals.voice(20, -20, 1);
    Runnable work =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            concealment.heard(voice, 0, FRAME);
            concealment.conceal(out, 0, FRAME);
          }
        };
    assertThat(Allocation.steadyBytesOf(work)).isZero();
  }
}
