package io.parley.sip.wire;

/** The legs as the stack sees them. Called on the stack's threads; returns at once. */
public interface SipInbox {
  /** Whether a request may become a transaction; asked before there is any state. */
  Admitted admit(SipRequest request);

  /** An admitted request with its transaction. */
  void onRequest(SipRequest request, Exchange exchange);

  /** What becomes of a request. */
  sealed interface Admitted {
    /** Make a transaction and hand it over. */
    record Pass() implements Admitted {}

    /** Answer it without keeping state. */
    record Answer(SipReply reply) implements Admitted {}

    /** It is dealt with, or deserves no answer. */
    record Done() implements Admitted {}
  }
}
