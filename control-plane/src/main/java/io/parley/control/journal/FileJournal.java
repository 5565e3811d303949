package io.parley.control.journal;

import io.parley.control.folder.PrivateFile;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.call.SpokenWords;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.lane.Lane;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of this node in a folder of its own. {@link #append} is safe from any thread but a
 * media loop and never waits for the disk; the {@code journal} thread does that.
 */
public final class FileJournal implements CallJournal, AutoCloseable {
  private static final Duration LONGEST_IDLE = Duration.ofMillis(100);
  private static final int MAX_DRAIN = 2048;

  /** The part of the lane that words may fill; the rest is for facts. */
  private static final int WORDS_SHARE = 16;

  private final JournalConfig config;
  private final NanoClock clock;
  private final InstantSource wall;
  private final SegmentFolder segments;
  private final Lane<Pending> lane;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final LongAdder taken = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder wordsDropped = new LongAdder();

  private volatile JournalCommit committed = JournalCommit.NONE;
  private volatile boolean closing;
  private volatile boolean full;
  private volatile Progress progress = new Progress(0, 0, false, 0);
  private volatile Runnable onCommit = () -> {};
  private volatile Consumer<JournalLine.Entry> onFact = fact -> {};
  private volatile WordsListener onWords = (tenant, call, wallMs, words) -> {};
  private @Nullable FileChannel lock;
  private @Nullable Thread thread;
  private String node = "";

  /** A journal that does nothing yet. */
  public FileJournal(JournalConfig config, NanoClock clock, InstantSource wall) {
    this.config = config;
    this.clock = clock;
    this.wall = wall;
    this.segments = new SegmentFolder(config.folder());
    this.lane = new Lane<>(config.laneFacts(), config.reservedFacts());
  }

  /** What waits for the journal's thread. */
  private sealed interface Pending {}

  private record Fact(TenantId tenant, CallId call, CallFact fact, long wallMs)
      implements Pending {}

  private record Words(TenantId tenant, CallId call, SpokenWords words, long wallMs)
      implements Pending {}

  /** Hears what is being said in calls, with the time since 1970 when it was told. */
  @FunctionalInterface
  public interface WordsListener {
    /** Must not wait. */
    void told(TenantId tenant, CallId call, long wallMs, SpokenWords words);
  }

  private record Progress(long syncs, long failures, boolean failing, int openCalls) {}

  /**
   * Locks the folder, ends the calls an earlier process left open, and starts the thread.
   *
   * @param nodeFile keeps the node's name between starts; made when absent
   * @return how many calls were ended as crashed
   * @throws IOException with one line for the operator
   */
  public int start(Path nodeFile) throws IOException {
    if (thread != null) {
      throw new IllegalStateException("the journal was started before");
    }
    Files.createDirectories(config.folder());
    lockFolder();
    String name = PrivateFile.readOrCreate(nodeFile, () -> "node-" + UUID.randomUUID());
    node = name;
    JournalWriter writer =
        new JournalWriter(config, name, commit -> committed = commit, fact -> onFact.accept(fact));
    FutureTask<Integer> opening = new FutureTask<>(writer::open);
    thread =
        Thread.ofPlatform()
            .name("journal")
            .start(() -> {
              opening.run();
              if (opening.state() == FutureTask.State.SUCCESS) {
                run(writer);
              }
              ended.countDown();
            });
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw new IOException(
          "journal " + config.folder() + " cannot be opened: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while opening the journal", e);
    }
  }

  private void lockFolder() throws IOException {
    Path file = config.folder().resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        lock = channel;
        return;
      }
    } catch (OverlappingFileLockException _) {
      channel.close();
      throw inUse();
    }
    channel.close();
    throw inUse();
  }

  private IOException inUse() {
    return new IOException(
        "data folder "
            + config.folder().getParent()
            + " is in use by another Parley process; stop it or set PARLEY_DATA_DIR");
  }

  @Override
  public void append(TenantId tenant, CallId call, CallFact fact) {
    Pending pending = new Fact(tenant, call, fact, wall.millis());
    boolean terminal = fact instanceof CallFact.Ended;
    boolean accepted =
        !closing && (terminal ? lane.offerTerminal(pending) : !full && lane.offer(pending));
    (accepted ? taken : refused).increment();
  }

  @Override
  public void tell(TenantId tenant, CallId call, SpokenWords words) {
    boolean room = lane.stats().depth() < Math.max(1, config.laneFacts() / WORDS_SHARE);
    if (closing || !room || !lane.offer(new Words(tenant, call, words, wall.millis()))) {
      wordsDropped.increment();
    }
  }

  private void run(JournalWriter writer) {
    boolean open = true;
    while (open) {
      boolean last = closing;
      long nowNs = clock.nowNs();
      boolean drained = drain(writer, last ? Duration.ZERO : writer.idle(nowNs, LONGEST_IDLE));
      JournalCommit before = committed;
      writer.advance(clock.nowNs());
      progress =
          new Progress(writer.syncs(), writer.failures(), writer.isFailing(), writer.openCalls());
      if (!before.equals(committed)) {
        watchSize();
        onCommit.run();
      }
      open = !(last && (drained || writer.isFailing()));
    }
    try {
      writer.close();
      onCommit.run();
    } catch (IOException _) {
      progress = new Progress(writer.syncs(), writer.failures() + 1, true, writer.openCalls());
    }
  }

  /** Moves what waits to the writer; {@code true} when nothing is left. */
  private boolean drain(JournalWriter writer, Duration patience) {
    if (!writer.hasRoom()) {
      return false;
    }
    try {
      Pending next = lane.poll(patience);
      int count = 0;
      while (next != null) {
        take(writer, next);
        count++;
        next = count < MAX_DRAIN && writer.hasRoom() ? lane.poll() : null;
      }
    } catch (InterruptedException _) {
      closing = true;
    }
    return lane.stats().depth() == 0;
  }

  /** A fact that cannot be written is a bug in it; it must not end the journal. */
  private void take(JournalWriter writer, Pending next) {
    try {
      switch (next) {
        case Fact fact -> writer.take(fact.tenant, fact.call, fact.fact, fact.wallMs);
        case Words said ->
            writer.pass(() -> onWords.told(said.tenant, said.call, said.wallMs, said.words));
      }
    } catch (RuntimeException _) {
      refused.increment();
    }
  }

  private void watchSize() {
    try {
      full = segments.bytes() > config.limitBytes();
    } catch (IOException _) {
      full = false;
    }
  }

  /** The name of this node; known once started. */
  public String node() {
    return node;
  }

  /** Up to here everything is on disk and may be read. */
  public JournalCommit committed() {
    return committed;
  }

  /** A reader for one thread. */
  public JournalReader reader() {
    return new JournalReader(segments);
  }

  /** Calls {@code listener} on the journal's thread after each commit; it must not wait. */
  public void onCommit(Runnable listener) {
    onCommit = listener;
  }

  /**
   * Tells {@code listener} of each fact, in order and once, on the journal's thread when the fact
   * is written; it must not wait. Set before {@link #start}, it hears the ends of crashed calls.
   */
  public void onFact(Consumer<JournalLine.Entry> listener) {
    onFact = listener;
  }

  /** Tells {@code listener} what is being said, in order with the facts; see {@link #onFact}. */
  public void onWords(WordsListener listener) {
    onWords = listener;
  }

  /** Removes the segments that lie wholly before {@code position}. */
  public void discardBefore(JournalPosition position) throws IOException {
    segments.removeBefore(Math.min(position.segment(), committed.position().segment()));
  }

  /** Counters as of now; safe from any thread. */
  public JournalStats stats() {
    Progress now = progress;
    return new JournalStats(
        taken.sum(),
        refused.sum(),
        lane.stats().depth(),
        committed.facts(),
        now.syncs,
        now.failures,
        now.failing,
        full,
        now.openCalls,
        wordsDropped.sum());
  }

  /** Takes nothing more, writes what it took, and ends the thread. */
  @Override
  public void close() {
    closing = true;
    try {
      if (thread != null) {
        ended.await();
      }
      FileChannel held = lock;
      lock = null;
      if (held != null) {
        held.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot unlock " + config.folder(), e);
    }
  }
}
