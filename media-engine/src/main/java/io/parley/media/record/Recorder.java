package io.parley.media.record;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.AgentOrder.RecordCall;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.recording.RecordingNote;
import io.parley.kernel.recording.RecordingSpool;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the tapes of all recorded calls to files, five times a second, on one thread of its own.
 * {@link #begin} is safe from any thread but a media loop. A file that cannot be written ends the
 * recording of its call, never the call.
 */
@OwnedBy("recorder")
public final class Recorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final long MEASURE_EVERY_NS = 2_000_000_000L;
  private static final Duration FAREWELL = Duration.ofSeconds(10);
  private static final int BUFFER_BYTES = 64 << 10;

  private final RecorderConfig config;
  private final RecordingSpool spool;
  private final NanoClock clock;
  private final Runnable onFinished;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<TapeFile> begun = new ConcurrentLinkedQueue<>();
  private final List<TapeFile> files = new ArrayList<>();
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong begunCount = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean hasRoom = true;
  private volatile long spoolBytes;
  private long measuredNs;

  /** A recorder that calls {@code onFinished}, which must not wait, after each recording. */
  public Recorder(RecorderConfig config, NanoClock clock, Runnable onFinished) {
    this.config = config;
    this.spool = new RecordingSpool(config.folder());
    this.clock = clock;
    this.onFinished = onFinished;
    this.thread = Thread.ofPlatform().daemon(true).name("recorder").unstarted(this::run);
  }

  /** Finishes what a killed process left, and starts the thread; once. */
  public void start() throws IOException {
    int recovered = spool.recover();
    if (recovered > 0) {
      begunCount.addAndGet(recovered);
      LOG.warn("{} recordings were running when the last process ended; they end there", recovered);
      onFinished.run();
    }
    measure();
    thread.start();
  }

  /** The tape of a call that is to be recorded; null when there is no room for it. */
  public @Nullable CallTape begin(TenantId tenant, CallId call, int rateHz, RecordCall order) {
    if (!hasRoom || closing.getCount() == 0) {
      refused.incrementAndGet();
      return null;
    }
    RecordingNote note = new RecordingNote(tenant, call, rateHz, 0, order.keepDays());
    CallTape tape = new CallTape();
    running.incrementAndGet();
    begunCount.incrementAndGet();
    begun.add(new TapeFile(spool, new TapeFile.Ticket(note, order.offeredNs()), tape));
    return tape;
  }

  private void run() {
    boolean open = true;
    while (open) {
      try {
        open = !closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        open = false;
      }
      round(!open);
    }
  }

  /** Writes what waits; {@code last}: all tapes end here. */
  private void round(boolean last) {
    for (TapeFile next = begun.poll(); next != null; next = begun.poll()) {
      files.add(next);
    }
    Iterator<TapeFile> each = files.iterator();
    while (each.hasNext()) {
      TapeFile file = each.next();
      boolean over = last || file.tape().isEnded();
      drain(file);
      if (over) {
        each.remove();
        finish(file);
      }
    }
    if (clock.nowNs() - measuredNs >= MEASURE_EVERY_NS) {
      measure();
    }
  }

  private void drain(TapeFile file) {
    try {
      file.drain(buffer);
    } catch (IOException e) {
      file.giveUp();
      failed.incrementAndGet();
      LOG.error("a recording ends early, its file cannot be written: {}", e.getMessage());
    }
  }

  private void finish(TapeFile file) {
    dropped.addAndGet(file.tape().dropped());
    running.decrementAndGet();
    try {
      if (file.finish()) {
        onFinished.run();
      }
    } catch (IOException e) {
      if (!file.isBroken()) {
        failed.incrementAndGet();
      }
      LOG.error("a recording cannot be finished before the next start: {}", e.getMessage());
    }
  }

  private void measure() {
    measuredNs = clock.nowNs();
    try {
      spoolBytes = spool.bytes();
      boolean room =
          spoolBytes <= config.limitBytes()
              && Files.getFileStore(config.folder()).getUsableSpace() >= config.reserveBytes();
      if (hasRoom && !room) {
        LOG.warn(
            "no new recording is begun: {} bytes wait in {} (PARLEY_RECORDING_SPOOL), or the disk"
                + " is full",
            spoolBytes,
            config.folder());
      }
      hasRoom = room;
    } catch (IOException e) {
      hasRoom = false;
      LOG.error("no new recording is begun: {}", e.getMessage());
    }
  }

  /** Counters as of now; safe from any thread. */
  public RecorderCounters counters() {
    return new RecorderCounters(
        running.get(), begunCount.get(), refused.get(), failed.get(), dropped.get(), spoolBytes);
  }

  /** Ends all recordings where they are; called when no media loop runs any more. Idempotent. */
  @Override
  public void close() {
    closing.countDown();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join(FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
