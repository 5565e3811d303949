package io.parley.kernel.media;

/** Audio codecs a leg can carry, with their static payload types and clock rates (RFC 3551 6). */
public enum Codec {
  PCMU(0, 8000),
  PCMA(8, 8000);

  private final int payloadType;
  private final int rateHz;

  Codec(int payloadType, int rateHz) {
    this.payloadType = payloadType;
    this.rateHz = rateHz;
  }

  /** The static payload type. */
  public int payloadType() {
    return payloadType;
  }

  /** Samples a second, which for these codecs is the RTP clock too. */
  public int rateHz() {
    return rateHz;
  }
}
