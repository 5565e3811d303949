package io.parley.sip.sdp;

/** What came of reading a session description. */
public sealed interface SdpReading {
  /** It can be negotiated about. */
  record Read(SdpOffer offer) implements SdpReading {}

  /** It is no session description we could answer; {@code detail} says why. */
  record Unreadable(String detail) implements SdpReading {}
}
