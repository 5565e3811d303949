package io.parley.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testsupport.Allocation;
import io.parley.testsupport.Signals;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayLineTest {
  private static final int FRAME = 160;
  private static final long MS = 1_000_000;

  private final DelayLine line = new DelayLine(Signals.RATE_HZ);
  private final short[] out = new short[FRAME];
  private int next;

  /** Frames that count: each sample is one more than the one before it. */
  private void push(int samples, long nowNs) {
    short[] in = new short[samples];
    for (int i = 0; i < samples; i++) {
      in[i] = (short) (1 + next++ % 30_000);
    }
    line.push(in, 0, samples, nowNs);
  }

  @Test
  void keepsASteadyStreamBitExact() {
    int expected = 0;
    int pulled = 0;
    for (int ms = 0; ms < 60_000; ms++) {
      if (ms % 20 == 3) {
        push(FRAME, ms * MS);
      }
      if (ms % 20 == 11 && line.pull(out, 0, FRAME)) {
        pulled++;
        for (int i = 0; i < FRAME; i++) {
          assertThat(out[i]).isEqualTo((short) (1 + expected++ % 30_000));
        }
      }
    }
    assertThat(pulled).isGreaterThan(2995);
    assertThat(line.droppedFrames()).isZero();
    assertThat(line.underruns()).isZero();
    assertThat(line.levelSamples()).isLessThanOrEqualTo(320);
  }

  @Test
  void takesPacketsOfAnyLength() {
    int expected = 0;
    for (int ms = 0; ms < 20_000; ms++) {
      if (ms % 30 == 3) {
        push(240, ms * MS);
      }
      if (ms % 20 == 11 && line.pull(out, 0, FRAME)) {
        assertThat(out[0]).isEqualTo((short) (1 + expected % 30_000));
        expected += FRAME;
      }
    }
    assertThat(line.underruns()).isZero();
    assertThat(line.droppedFrames()).isZero();
  }

  @Test
  void growsWithJitterUntilNothingIsMissing() {
    Random random = new Random(1);
    long[] due = new long[3000];
    for (int i = 0; i < due.length; i++) {
      due[i] = Math.max(i == 0 ? 0 : due[i - 1], i * 20L + random.nextInt(50));
    }
    int at = 0;
    long underrunsAfterTenSeconds = 0;
    for (int ms = 0; ms < 59_000; ms++) {
      while (at < due.length && due[at] <= ms) {
        push(FRAME, ms * MS);
        at++;
      }
      if (ms % 20 == 0) {
        line.pull(out, 0, FRAME);
      }
      if (ms == 10_000) {
        underrunsAfterTenSeconds = line.underruns();
      }
    }
    assertThat(line.targetMs()).isBetween(50, 90);
    assertThat(line.underruns() - underrunsAfterTenSeconds).isLessThanOrEqualTo(1);
    assertThat(line.droppedFrames()).isLessThanOrEqualTo(2);
  }

  @Test
  void givesBackTheDelayOfABurst() {
    for (int ms = 0; ms < 30_000; ms++) {
      boolean stalled = ms >= 5_000 && ms < 5_200;
      if (ms % 20 == 3 && !stalled) {
        int frames = ms == 5_203 ? 11 : 1;
        for (int i = 0; i < frames; i++) {
          push(FRAME, ms * MS);
        }
      }
      if (ms % 20 == 11) {
        line.pull(out, 0, FRAME);
      }
    }
    assertThat(line.underruns()).isBetween(1L, 3L);
    assertThat(line.droppedFrames()).isPositive();
    assertThat(line.levelSamples()).isLessThanOrEqualTo(FRAME * 6);
  }

  @Test
  void followsASenderWhoseClockIsFast() {
    long sent = 0;
    for (int ms = 0; ms < 200_000; ms++) {
      // 1000 ppm fast: a frame each 19.98 ms.
      if (ms * 1000L >= sent * 19_980) {
        push(FRAME, ms * MS);
        sent++;
      }
      if (ms % 20 == 11) {
        line.pull(out, 0, FRAME);
      }
    }
    assertThat(line.levelSamples()).isLessThanOrEqualTo(FRAME * 6);
    assertThat(line.droppedFrames()).isBetween(4L, 12L);
    assertThat(line.overflowSamples()).isZero();
  }

  @Test
  void isSilentWhenNothingIsThere() {
    Arrays.fill(out, (short) 5);
    assertThat(line.pull(out, 0, FRAME)).isFalse();
    assertThat(out).containsOnly((short) 0);
    assertThat(line.underruns()).isZero();
  }

  @Test
  void dropsTheOldestWhenNobodyPulls() {
    for (int i = 0; i < 100; i++) {
      push(FRAME, i * 20L * MS);
    }
    assertThat(line.overflowSamples()).isEqualTo(16_000 - 3200);
    assertThat(line.levelSamples()).isEqualTo(3200);
  }

  @Test
  void allocatesNothing() {
    short[] in = new short[FRAME];
    Runnable work =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            line.push(in, 0, FRAME, i * 20L * MS);
            line.pull(out, 0, FRAME);
          }
        };
    assertThat(Allocation.steadyBytesOf(work)).isZero();
  }
}
