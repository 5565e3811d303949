package io.parley.media.codec;

import io.parley.kernel.own.OwnedBy;

/**
 * What a leg speaks on the wire: payloads to linear PCM and back, both ways of one leg. It
 * remembers its streams; owned by the leg's media loop, closed with the leg. After construction no
 * method allocates, blocks or throws for what came from the network.
 */
@OwnedBy("media-loop")
public sealed interface AudioCodec extends AutoCloseable permits G711Codec, G722Codec, OpusCodec {
  /** {@link #decode}: these octets are no payload of this codec. */
  int UNDECODABLE = -1;

  /** The shortest packet a leg sends, in milliseconds. */
  int SHORTEST_PACKET_MS = 10;

  /** The longest packet a leg sends or takes, in milliseconds. */
  int LONGEST_PACKET_MS = 60;

  /** What RTP timestamps count, in Hz; not always the rate of the audio (RFC 3551 4.5.2). */
  int clockHz();

  /** Samples a second of the PCM. */
  int rateHz();

  /**
   * The packet length to send when {@code askedMs} was agreed: the longest it can, not above. Most
   * can send any multiple of 10 ms.
   */
  default int packetMs(int askedMs) {
    int whole = askedMs / SHORTEST_PACKET_MS * SHORTEST_PACKET_MS;
    return Math.clamp(whole, SHORTEST_PACKET_MS, LONGEST_PACKET_MS);
  }

  /** The most octets {@link #encode} writes for a packet of {@link #LONGEST_PACKET_MS}. */
  int longestPayloadBytes();

  /**
   * Decodes one packet, in the order of the stream. Answers the samples written, at most {@link
   * #LONGEST_PACKET_MS} of them, or {@link #UNDECODABLE}.
   */
  int decode(byte[] payload, int offset, int length, short[] pcm, int pcmOffset);

  /**
   * Fills in for a packet of {@code samples} that did not come. {@code next} is the packet after it
   * when that is here already ({@code nextLength} 0: it is not), for a codec that sends each packet
   * a second time, coarser, in the one after it.
   */
  void conceal(
      short[] pcm, int pcmOffset, int samples, byte[] next, int nextOffset, int nextLength);

  /**
   * Encodes one packet of {@link #packetMs} worth of samples. Answers the octets written; 0 means
   * that nothing need be sent, since the far end makes its own noise meanwhile.
   */
  int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset);

  /** Samples filled in so far. */
  long concealedSamples();

  /**
   * Frees what it holds outside the heap, where it does. Idempotent; nothing else may be called
   * after it.
   */
  @Override
  default void close() {}
}
