package io.parley.sip.peer;

import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaEvent;
import io.parley.kernel.media.MediaPlane;
import io.parley.kernel.media.MediaQuality;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A media plane that binds nothing and remembers what it was told. Safe from any thread. */
public final class PaperMedia implements MediaPlane {
  private final ConcurrentHashMap<LegId, LegService> open = new ConcurrentHashMap<>();
  private final Queue<Remote> remotes = new ConcurrentLinkedQueue<>();
  private final Semaphore connected = new Semaphore(0);
  private final AtomicInteger opened = new AtomicInteger();
  private volatile MediaEvent.@Nullable Listener listener;
  private volatile @Nullable Fault fault;

  /** Where closed legs are reported. */
  public void reportTo(MediaEvent.Listener to) {
    listener = to;
  }

  /** From now on legs are refused with {@code reason}; null: taken. */
  public void refuseWith(@Nullable Fault reason) {
    fault = reason;
  }

  @Override
  public Opening open(TenantId tenant, LegId leg, LegService service) {
    Fault reason = fault;
    if (reason != null) {
      return new Opening.Failed(reason);
    }
    open.put(leg, service);
    return new Opening.Opened("127.0.0.1", 21_900 + 2 * (opened.getAndIncrement() % 40));
  }

  @Override
  public void connect(LegId leg, Remote remote, boolean answered) {
    remotes.add(remote);
    connected.release();
  }

  @Override
  public void close(LegId leg) {
    MediaEvent.Listener to = listener;
    if (open.remove(leg) != null && to != null) {
      to.on(new MediaEvent.LegClosed(leg, new MediaQuality("PCMU", 0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }
  }

  /** Says that nothing has come for {@code silentMs} on every open leg. */
  public void fallSilent(long silentMs) {
    MediaEvent.Listener to = listener;
    if (to != null) {
      open.keySet().forEach(leg -> to.on(new MediaEvent.LineSilent(leg, silentMs)));
    }
  }

  /** Legs open now. */
  public int openLegs() {
    return open.size();
  }

  /** Waits until {@code count} legs have been connected; {@code false} after ten seconds. */
  public boolean awaitOpened(int count) throws InterruptedException {
    return connected.tryAcquire(count, 10, TimeUnit.SECONDS);
  }

  /** Legs ever opened. */
  public int openedLegs() {
    return opened.get();
  }

  /** Every far end connected so far, in order. */
  public Queue<Remote> remotes() {
    return remotes;
  }
}
