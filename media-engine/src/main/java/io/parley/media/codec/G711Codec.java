package io.parley.media.codec;

import io.parley.kernel.audio.G711;
import io.parley.kernel.media.Codec;
import io.parley.kernel.own.HotPath;

/**
 * G.711 payloads: one octet, one sample. Every octet survives decoding and encoding again; µ-law's
 * negative zero does so by being decoded to -1.
 */
@HotPath
public final class G711Codec {
  private static final byte ULAW_NEGATIVE_ZERO = 0x7f;
  private static final short[] ULAW = new short[256];
  private static final short[] ALAW = new short[256];

  static {
    for (int octet = 0; octet < 256; octet++) {
      ULAW[octet] = G711.ulawToLinear((byte) octet);
      ALAW[octet] = G711.alawToLinear((byte) octet);
    }
    ULAW[ULAW_NEGATIVE_ZERO] = -1;
  }

  private G711Codec() {}

  /** Decodes {@code length} octets into as many samples. */
  public static void decode(
      Codec codec, byte[] payload, int payloadOffset, int length, short[] pcm, int pcmOffset) {
    short[] table = codec == Codec.PCMA ? ALAW : ULAW;
    for (int i = 0; i < length; i++) {
      pcm[pcmOffset + i] = table[payload[payloadOffset + i] & 0xff];
    }
  }

  /** Encodes {@code length} samples into as many octets. */
  public static void encode(
      Codec codec, short[] pcm, int pcmOffset, int length, byte[] payload, int payloadOffset) {
    if (codec == Codec.PCMA) {
      for (int i = 0; i < length; i++) {
        payload[payloadOffset + i] = G711.linearToAlaw(pcm[pcmOffset + i]);
      }
    } else {
      for (int i = 0; i < length; i++) {
        payload[payloadOffset + i] = G711.linearToUlaw(pcm[pcmOffset + i]);
      }
    }
  }
}
