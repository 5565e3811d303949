package io.parley.kernel.media;

/** Which way media flows, seen from us (RFC 3264 5.1). */
public enum Direction {
  SEND_RECV,
  SEND_ONLY,
  RECV_ONLY,
  INACTIVE;

  /** Whether we send audio. */
  public boolean sends() {
    return this == SEND_RECV || this == SEND_ONLY;
  }

  /** Whether we take audio in. */
  public boolean receives() {
    return this == SEND_RECV || this == RECV_ONLY;
  }
}
