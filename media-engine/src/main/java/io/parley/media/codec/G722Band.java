package io.parley.media.codec;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/**
 * One band of G.722, coder or decoder: the adaptive step of the quantiser and the adaptive
 * predictor, two poles and six zeros (ITU-T G.722 3.5 and 3.6, blocks 3 and 4). Names in comments
 * are the standard's. All numbers are 16-bit two's complement; what exceeds that saturates.
 */
@HotPath
@OwnedBy("media-loop")
final class G722Band {
  /** ILB: the fractional part of the inverse logarithm. */
  private static final int[] INVERSE_LOG = {
    2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
    2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
  };

  private static final int ZEROS = 6;
  private static final int POLE_2_LIMIT = 12288;
  private static final int POLE_1_REACH = 15360;
  private static final int POLE_2_LEAK = 32512;
  private static final int LEAK = 32640;

  private final int stepAtReset;
  private final int mostLogStep;
  private final int logShift;
  // DLT/DH: the last six quantised differences; BL/BH: the coefficients of the zeros.
  private final int[] differences = new int[ZEROS];
  private final int[] zeros = new int[ZEROS];
  private int logStep;
  private int step;
  private int pole1;
  private int pole2;
  private int partial1;
  private int partial2;
  private int rebuilt1;
  private int rebuilt2;
  private int zeroPart;
  private int estimate;

  private G722Band(int stepAtReset, int mostLogStep, int logShift) {
    this.stepAtReset = stepAtReset;
    this.mostLogStep = mostLogStep;
    this.logShift = logShift;
    reset();
  }

  /** The band from 0 to 4 kHz. */
  static G722Band lower() {
    return new G722Band(32, 18432, 8);
  }

  /** The band from 4 to 8 kHz. */
  static G722Band upper() {
    return new G722Band(8, 22528, 10);
  }

  /** Back to the state of ITU-T G.722 3.7: all zero, the steps at their least. */
  void reset() {
    java.util.Arrays.fill(differences, 0);
    java.util.Arrays.fill(zeros, 0);
    logStep = 0;
    step = stepAtReset;
    pole1 = 0;
    pole2 = 0;
    partial1 = 0;
    partial2 = 0;
    rebuilt1 = 0;
    rebuilt2 = 0;
    zeroPart = 0;
    estimate = 0;
  }

  /** DETL/DETH: the quantiser's step now. */
  int step() {
    return step;
  }

  /** SL/SH: what the next sample is expected to be. */
  int estimate() {
    return estimate;
  }

  /** LOGSCL and SCALEL (LOGSCH, SCALEH): the step follows the code word's {@code multiplier}. */
  void adaptStep(int multiplier) {
    logStep = Math.clamp(((logStep * 127) >> 7) + multiplier, 0, mostLogStep);
    int mantissa = INVERSE_LOG[(logStep >> 6) & 31];
    int shift = logShift - (logStep >> 11);
    step = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
  }

  /** Takes the quantised difference of one sample into the predictor. */
  void predict(int difference) {
    int rebuilt = saturated(estimate + difference);
    int partial = saturated(zeroPart + difference);
    movePoles(partial);
    zeroPart = moveZeros(difference);
    partial2 = partial1;
    partial1 = partial;
    rebuilt2 = rebuilt1;
    rebuilt1 = rebuilt;
    int polePart =
        saturated(
            ((pole1 * saturated(2 * rebuilt1)) >> 15) + ((pole2 * saturated(2 * rebuilt2)) >> 15));
    estimate = saturated(polePart + zeroPart);
  }

  /** UPPOL2 and UPPOL1: signs of the partly rebuilt signal push the poles. */
  private void movePoles(int partial) {
    boolean sameAs1 = (partial ^ partial1) >= 0;
    boolean sameAs2 = (partial ^ partial2) >= 0;
    int fourPole1 = saturated(pole1 << 2);
    int push = Math.min(sameAs1 ? -fourPole1 : fourPole1, Short.MAX_VALUE) >> 7;
    int second = (sameAs2 ? 128 : -128) + push + ((pole2 * POLE_2_LEAK) >> 15);
    pole2 = Math.clamp(second, -POLE_2_LIMIT, POLE_2_LIMIT);
    int reach = saturated(POLE_1_REACH - pole2);
    int first = (sameAs1 ? 192 : -192) + ((pole1 * LEAK) >> 15);
    pole1 = Math.clamp(saturated(first), -reach, reach);
  }

  /** UPZERO, DELAYA and FILTEZ in one pass; answers SZL/SZH. */
  private int moveZeros(int difference) {
    int push = difference == 0 ? 0 : 128;
    int sum = 0;
    int now = difference;
    for (int i = 0; i < ZEROS; i++) {
      int delayed = differences[i];
      int opposite = (delayed ^ difference) >> 31;
      int zero = saturated(((push ^ opposite) - opposite) + ((zeros[i] * LEAK) >> 15));
      zeros[i] = zero;
      differences[i] = now;
      sum += (zero * saturated(2 * now)) >> 15;
      now = delayed;
    }
    return saturated(sum);
  }

  static int saturated(int value) {
    return value == (short) value ? value : value >> 31 ^ Short.MAX_VALUE;
  }
}
