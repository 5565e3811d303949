package io.parley.media.codec;

import io.parley.kernel.audio.G711;
import io.parley.kernel.media.Codec;
import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.jitter.Concealment;

/**
 * G.711 payloads: one octet, one sample. Every octet survives decoding and encoding again; µ-law's
 * negative zero does so by being decoded to -1. Gaps are filled by {@link Concealment}.
 */
@HotPath
@OwnedBy("media-loop")
public final class G711Codec implements AudioCodec {
  private static final int RATE_HZ = 8000;
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

  private final Codec law;
  private final Concealment concealment = new Concealment(RATE_HZ);

  /** One leg's codec of {@code law}, which is PCMU or PCMA. */
  public G711Codec(Codec law) {
    this.law = law;
  }

  @Override
  public int clockHz() {
    return RATE_HZ;
  }

  @Override
  public int rateHz() {
    return RATE_HZ;
  }

  @Override
  public int longestPayloadBytes() {
    return RATE_HZ / 1000 * LONGEST_PACKET_MS;
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] pcm, int pcmOffset) {
    if (length < 1 || length > longestPayloadBytes()) {
      return UNDECODABLE;
    }
    decode(law, payload, offset, length, pcm, pcmOffset);
    concealment.heard(pcm, pcmOffset, length);
    return length;
  }

  @Override
  public void conceal(
      short[] pcm, int pcmOffset, int samples, byte[] next, int nextOffset, int nextLength) {
    concealment.conceal(pcm, pcmOffset, samples);
  }

  @Override
  public int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset) {
    encode(law, pcm, pcmOffset, samples, payload, payloadOffset);
    return samples;
  }

  @Override
  public long concealedSamples() {
    return concealment.concealedSamples();
  }

  /** Decodes {@code length} octets into as many samples, without a stream's memory. */
  public static void decode(
      Codec codec, byte[] payload, int payloadOffset, int length, short[] pcm, int pcmOffset) {
    short[] table = codec == Codec.PCMA ? ALAW : ULAW;
    for (int i = 0; i < length; i++) {
      pcm[pcmOffset + i] = table[payload[payloadOffset + i] & 0xff];
    }
  }

  /** Encodes {@code length} samples into as many octets, without a stream's memory. */
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
