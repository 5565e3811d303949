package io.parley.loadtests.rtp;

/** G.711 µ-law and A-law (ITU-T G.711), by table. Any thread. */
public final class G711 {
  public static final G711 PCMU = new G711("PCMU", 0, (byte) 0xFF);
  public static final G711 PCMA = new G711("PCMA", 8, (byte) 0xD5);

  private static final int ULAW_BIAS = 132;
  private static final int ULAW_CLIP = 32_635;

  private final String name;
  private final int payloadType;
  private final byte silence;
  private final short[] linear = new short[256];
  private final byte[] codes = new byte[65_536];
  private final int[] squares = new int[256];

  private G711(String name, int payloadType, byte silence) {
    this.name = name;
    this.payloadType = payloadType;
    this.silence = silence;
    boolean mu = payloadType == 0;
    for (int code = 0; code < 256; code++) {
      linear[code] = (short) (mu ? ulawToLinear(code) : alawToLinear(code));
      squares[code] = linear[code] * linear[code];
    }
    for (int sample = -32_768; sample < 32_768; sample++) {
      codes[sample + 32_768] = (byte) (mu ? linearToUlaw(sample) : linearToAlaw(sample));
    }
  }

  public static G711 of(int payloadType) {
    return payloadType == 8 ? PCMA : PCMU;
  }

  /** The encoding name of RFC 3551. */
  public String name() {
    return name;
  }

  public int payloadType() {
    return payloadType;
  }

  /** The code of a zero sample. */
  public byte silence() {
    return silence;
  }

  public byte encode(short sample) {
    return codes[sample + 32_768];
  }

  public short decode(byte code) {
    return linear[code & 0xFF];
  }

  /** The decoded sample squared, for levels without decoding. */
  public int squareOf(byte code) {
    return squares[code & 0xFF];
  }

  public byte[] encode(short[] pcm) {
    byte[] out = new byte[pcm.length];
    for (int at = 0; at < pcm.length; at++) {
      out[at] = encode(pcm[at]);
    }
    return out;
  }

  private static int ulawToLinear(int code) {
    int inverted = ~code & 0xFF;
    int exponent = (inverted >> 4) & 7;
    int magnitude = ((((inverted & 0x0F) << 3) + ULAW_BIAS) << exponent) - ULAW_BIAS;
    return (inverted & 0x80) != 0 ? -magnitude : magnitude;
  }

  private static int linearToUlaw(int sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(sample), ULAW_CLIP) + ULAW_BIAS;
    int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
    return ~(sign | (exponent << 4) | mantissa) & 0xFF;
  }

  private static int alawToLinear(int code) {
    int plain = code ^ 0x55;
    int exponent = (plain >> 4) & 7;
    int mantissa = ((plain & 0x0F) << 4) + 8;
    int magnitude = exponent == 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
    return (plain & 0x80) != 0 ? magnitude : -magnitude;
  }

  private static int linearToAlaw(int sample) {
    int sign = sample >= 0 ? 0x80 : 0;
    int magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32_767);
    int exponent = magnitude < 256 ? 0 : 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int mantissa = (magnitude >> (exponent == 0 ? 4 : exponent + 3)) & 0x0F;
    return (sign | (exponent << 4) | mantissa) ^ 0x55;
  }
}
