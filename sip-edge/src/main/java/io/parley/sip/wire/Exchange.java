package io.parley.sip.wire;

/** A request that waits for its response: one server transaction. Used by one strand at a time. */
public interface Exchange {
  /** Sends a response; one that cannot be sent is counted by the transport. */
  void reply(SipReply reply);

  /** Sends the last 2xx again, byte for byte. */
  void repeat();
}
