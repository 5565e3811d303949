package io.parley.media.codec;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.jitter.Concealment;

/**
 * G.722 at 64 kbit/s (ITU-T G.722, mode 1): audio of 16 kHz as two bands of 8 kHz, six bits for the
 * lower and two for the upper, so an octet is two samples. Integers only, equal to the standard's
 * arithmetic bit by bit. The RTP clock counts 8000 a second although the audio has twice as many
 * samples (RFC 3551 4.5.2). Names in comments are the standard's.
 */
@HotPath
@OwnedBy("media-loop")
public final class G722Codec implements AudioCodec {
  private static final int CLOCK_HZ = 8000;
  private static final int RATE_HZ = 16000;
  private static final int LONGEST_SAMPLES = RATE_HZ / 1000 * LONGEST_PACKET_MS;

  /** Every second of the 24 taps of the quadrature mirror filter; the others are its mirror. */
  private static final int[] QMF = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

  private static final int QMF_MEMORY = 22;

  /** Q6: decision levels of the lower band. */
  private static final int[] LEVELS = {
    0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023,
    1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
  };

  /** QQ4: the lower band by its four upper bits, which is what the predictors of both ends see. */
  private static final int[] COARSE = {
    0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584,
    1200, 0
  };

  /** QQ6: the lower band by all six bits. */
  private static final int[] FINE = {
    -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232,
    -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776,
    -2400, -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192,
    10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032,
    1688, 1360, 1040, 728, 432, 136, -432, -136
  };

  /** WL by the four upper bits of the lower band. */
  private static final int[] LOWER_GROWTH = {
    -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
  };

  /** QQ2: the upper band. */
  private static final int[] UPPER = {-7408, -1616, 7408, 1616};

  /** WH by the code word of the upper band. */
  private static final int[] UPPER_GROWTH = {798, -214, 798, -214};

  private static final int UPPER_LEVEL = 564;
  private static final int LIMIT = 16383;

  private final G722Band lowerSent = G722Band.lower();
  private final G722Band upperSent = G722Band.upper();
  private final G722Band lowerHeard = G722Band.lower();
  private final G722Band upperHeard = G722Band.upper();
  private final int[] sent = new int[QMF_MEMORY + LONGEST_SAMPLES];
  private final int[] heard = new int[QMF_MEMORY + LONGEST_SAMPLES];
  private final Concealment concealment = new Concealment(RATE_HZ);

  @Override
  public int clockHz() {
    return CLOCK_HZ;
  }

  @Override
  public int rateHz() {
    return RATE_HZ;
  }

  @Override
  public int longestPayloadBytes() {
    return LONGEST_SAMPLES / 2;
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] pcm, int pcmOffset) {
    if (length < 1 || length > longestPayloadBytes()) {
      return UNDECODABLE;
    }
    for (int i = 0; i < length; i++) {
      int code = payload[offset + i] & 0xff;
      int low = decodeLower(code & 0x3f);
      int high = decodeUpper(code >> 6);
      heard[QMF_MEMORY + 2 * i] = low + high;
      heard[QMF_MEMORY + 2 * i + 1] = low - high;
    }
    int samples = 2 * length;
    for (int i = 0; i < samples; i += 2) {
      int odd = 0;
      int even = 0;
      for (int tap = 0; tap < QMF.length; tap++) {
        even += heard[i + 2 * tap] * QMF[tap];
        odd += heard[i + 2 * tap + 1] * QMF[QMF.length - 1 - tap];
      }
      pcm[pcmOffset + i] = (short) G722Band.saturated(odd >> 11);
      pcm[pcmOffset + i + 1] = (short) G722Band.saturated(even >> 11);
    }
    System.arraycopy(heard, samples, heard, 0, QMF_MEMORY);
    concealment.heard(pcm, pcmOffset, samples);
    return samples;
  }

  private int decodeLower(int code) {
    int step = lowerHeard.step();
    int rebuilt = lowerHeard.estimate() + ((step * FINE[code]) >> 15);
    int coarse = code >> 2;
    int difference = (step * COARSE[coarse]) >> 15;
    lowerHeard.adaptStep(LOWER_GROWTH[coarse]);
    lowerHeard.predict(difference);
    return Math.clamp(rebuilt, -LIMIT - 1, LIMIT);
  }

  private int decodeUpper(int code) {
    int difference = (upperHeard.step() * UPPER[code]) >> 15;
    int rebuilt = upperHeard.estimate() + difference;
    upperHeard.adaptStep(UPPER_GROWTH[code]);
    upperHeard.predict(difference);
    return Math.clamp(rebuilt, -LIMIT - 1, LIMIT);
  }

  @Override
  public void conceal(
      short[] pcm, int pcmOffset, int samples, byte[] next, int nextOffset, int nextLength) {
    concealment.conceal(pcm, pcmOffset, samples);
  }

  @Override
  public int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset) {
    for (int i = 0; i < samples; i++) {
      sent[QMF_MEMORY + i] = pcm[pcmOffset + i];
    }
    for (int i = 0; i < samples; i += 2) {
      int odd = 0;
      int even = 0;
      for (int tap = 0; tap < QMF.length; tap++) {
        odd += sent[i + 2 * tap] * QMF[tap];
        even += sent[i + 2 * tap + 1] * QMF[QMF.length - 1 - tap];
      }
      int low = encodeLower((even + odd) >> 14);
      int high = encodeUpper((even - odd) >> 14);
      payload[payloadOffset + i / 2] = (byte) (high << 6 | low);
    }
    System.arraycopy(sent, samples, sent, 0, QMF_MEMORY);
    return samples / 2;
  }

  private int encodeLower(int sample) {
    int step = lowerSent.step();
    int error = G722Band.saturated(sample - lowerSent.estimate());
    int size = error >= 0 ? error : -(error + 1);
    int level = levelOf(size, step);
    int code = error >= 0 ? 62 - level : level <= 2 ? 64 - level : 34 - level;
    int coarse = code >> 2;
    int difference = (step * COARSE[coarse]) >> 15;
    lowerSent.adaptStep(LOWER_GROWTH[coarse]);
    lowerSent.predict(difference);
    return code;
  }

  /** QUANTL: the first decision level above {@code size}, 1 to 30. */
  private static int levelOf(int size, int step) {
    int below = 0;
    int above = LEVELS.length;
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      if (size < (LEVELS[middle] * step) >> 12) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return above;
  }

  private int encodeUpper(int sample) {
    int step = upperSent.step();
    int error = G722Band.saturated(sample - upperSent.estimate());
    int size = error >= 0 ? error : -(error + 1);
    boolean far = size >= (UPPER_LEVEL * step) >> 12;
    int code = (error >= 0 ? 2 : 0) + (far ? 0 : 1);
    int difference = (step * UPPER[code]) >> 15;
    upperSent.adaptStep(UPPER_GROWTH[code]);
    upperSent.predict(difference);
    return code;
  }

  @Override
  public long concealedSamples() {
    return concealment.concealedSamples();
  }
}
