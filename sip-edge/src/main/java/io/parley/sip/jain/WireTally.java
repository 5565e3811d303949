package io.parley.sip.jain;

import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what passes the socket. Safe from any thread. */
final class WireTally {
  private static final Logger LOG = LoggerFactory.getLogger(WireTally.class);
  private static final long LOG_EVERY = 256;

  final LongAdder received = new LongAdder();
  final LongAdder sent = new LongAdder();
  final LongAdder foreign = new LongAdder();
  final LongAdder malformed = new LongAdder();
  final LongAdder deflecting = new LongAdder();
  final LongAdder lost = new LongAdder();
  private final LongAdder sendFailures = new LongAdder();
  private final LongAdder failures = new LongAdder();

  void sendFailed(String what, Exception e) {
    sendFailures.increment();
    if (sendFailures.sum() % LOG_EVERY == 1) {
      LOG.warn("could not send {}: {} (one of {})", what, cause(e).toString(), sendFailures.sum());
    }
  }

  private static Throwable cause(Exception e) {
    return e.getCause() == null ? e : e.getCause();
  }

  /** A message made the stack or us throw: it is dropped, the thread goes on. */
  void failed(RuntimeException e) {
    failures.increment();
    if (failures.sum() % LOG_EVERY == 1) {
      LOG.warn("dropped a message that could not be handled (one of {})", failures.sum(), e);
    }
  }

  WireCounters snapshot(int transactions) {
    return new WireCounters(
        received.sum(),
        sent.sum(),
        foreign.sum(),
        malformed.sum(),
        deflecting.sum(),
        lost.sum(),
        sendFailures.sum(),
        failures.sum(),
        BoundedStackLogger.muted(),
        transactions);
  }
}
