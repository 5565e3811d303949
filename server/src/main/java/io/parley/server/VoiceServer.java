package io.parley.server;

import io.parley.kernel.time.Pause;
import io.parley.kernel.time.SystemTimers;
import io.parley.media.MediaEngine;
import io.parley.sip.SipEdge;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs, in the order it was started. Started, drained and closed by the main thread
 * and the shutdown hook.
 */
final class VoiceServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VoiceServer.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private volatile boolean draining;

  /** Why no call can be taken; empty when calls can. */
  String refusal() {
    return draining ? "draining" : "";
  }

  /** Keeps {@code part} to be closed before everything that was kept earlier. */
  <T extends AutoCloseable> T keep(T part) {
    running.push(part);
    return part;
  }

  /** Takes no new calls, and waits until the last one is over or {@code patience} is. */
  void drain(SipEdge sip, MediaEngine media, Duration patience) throws InterruptedException {
    draining = true;
    sip.drain();
    for (Duration left = patience;
        media.legs() > 0 && left.isPositive();
        left = left.minus(LOOK_EVERY)) {
      Pause.SLEEP.pause(LOOK_EVERY);
    }
    media.drain();
  }

  /** Closes what runs, last started first; a part that fails does not keep the others open. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("{} did not close", part.getClass().getSimpleName(), e);
      }
    }
  }

  /** The one timer thread of the process. */
  SystemTimers timers() {
    return keep(new SystemTimers("timers"));
  }
}
