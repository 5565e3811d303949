package io.parley.sip.wire;

import java.util.function.IntConsumer;

/** The stack as the legs see it. Safe from any thread. */
public interface SipWire {
  /**
   * Sends a BYE and repeats it until it is answered or 32 s have passed (RFC 3261 17.1.2). {@code
   * settled} is called once with the final status, 408 when none came; it must return at once.
   */
  void bye(ByeRequest bye, IntConsumer settled);
}
