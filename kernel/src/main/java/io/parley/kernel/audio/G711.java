package io.parley.kernel.audio;

import io.parley.kernel.own.HotPath;

/**
 * G.711 companding (ITU-T G.711) by table: µ-law and A-law octets to linear 16-bit PCM and back.
 */
@HotPath
public final class G711 {
  private static final int BIAS = 0x84;
  private static final int CLIP = 32635;
  private static final short[] FROM_ULAW = new short[256];
  private static final short[] FROM_ALAW = new short[256];
  private static final byte[] TO_ULAW = new byte[65536];
  private static final byte[] TO_ALAW = new byte[65536];

  static {
    for (int octet = 0; octet < 256; octet++) {
      FROM_ULAW[octet] = expandUlaw(octet);
      FROM_ALAW[octet] = expandAlaw(octet);
    }
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      TO_ULAW[sample & 0xffff] = compressUlaw(sample);
      TO_ALAW[sample & 0xffff] = compressAlaw(sample);
    }
  }

  private G711() {}

  /** The linear sample of a µ-law octet. */
  public static short ulawToLinear(byte octet) {
    return FROM_ULAW[octet & 0xff];
  }

  /** The µ-law octet of a linear sample. */
  public static byte linearToUlaw(short sample) {
    return TO_ULAW[sample & 0xffff];
  }

  /** The linear sample of an A-law octet. */
  public static short alawToLinear(byte octet) {
    return FROM_ALAW[octet & 0xff];
  }

  /** The A-law octet of a linear sample. */
  public static byte linearToAlaw(short sample) {
    return TO_ALAW[sample & 0xffff];
  }

  private static short expandUlaw(int octet) {
    int inverted = ~octet & 0xff;
    int exponent = (inverted >> 4) & 0x07;
    int magnitude = ((((inverted & 0x0f) << 3) + BIAS) << exponent) - BIAS;
    return (short) ((inverted & 0x80) != 0 ? -magnitude : magnitude);
  }

  private static byte compressUlaw(int sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
    int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
    return (byte) ~(sign | (exponent << 4) | mantissa);
  }

  private static short expandAlaw(int octet) {
    int toggled = octet ^ 0x55;
    int exponent = (toggled >> 4) & 0x07;
    int mantissa = toggled & 0x0f;
    int magnitude = (mantissa << 4) + 8;
    if (exponent > 0) {
      magnitude = (magnitude + 0x100) << (exponent - 1);
    }
    return (short) ((toggled & 0x80) != 0 ? magnitude : -magnitude);
  }

  private static byte compressAlaw(int sample) {
    int sign = sample >= 0 ? 0x80 : 0;
    int magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32767);
    int exponent = magnitude < 256 ? 0 : 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int mantissa = exponent == 0 ? magnitude >> 4 : (magnitude >> (exponent + 3)) & 0x0f;
    return (byte) ((sign | (exponent << 4) | mantissa) ^ 0x55);
  }
}
