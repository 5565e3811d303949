package io.parley.control.journal;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.own.ThreadOwner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The disk side of the journal. A fact is handed to the operating system as soon as it is taken (it
 * then survives the process) and synced at once when a call is answered or ends, otherwise with its
 * group. What is not yet synced is kept in memory: after a failed write it is written again, whole,
 * to a new segment, where doubled lines do no harm because (node, call, seq) names them. A fact is
 * told, once, when the operating system has it.
 */
@OwnedBy("journal")
final class JournalWriter {
  private static final int MAX_UNSYNCED_BYTES = 4 << 20;
  private static final long RETRY_NS = Duration.ofMillis(500).toNanos();
  private static final String CRASHED =
      "the node's process ended without ending the call; recorded up to its last journalled fact";

  private final ThreadOwner owner = new ThreadOwner();
  private final JournalConfig config;
  private final SegmentFolder folder;
  private final String node;
  private final Consumer<JournalCommit> synced;
  private final Consumer<JournalLine.Entry> told;
  private final ArrayDeque<Runnable> untold = new ArrayDeque<>();
  private final OpenCalls calls = new OpenCalls();
  private final ByteArrayOutputStream unsynced = new ByteArrayOutputStream();

  private @Nullable FileChannel channel;
  private long segment;
  private long offset;
  private int written;
  private boolean urgent;
  private boolean waiting;
  private long dueNs;
  private boolean failing;
  private long retryNs;
  private long facts;
  private long syncs;
  private long failures;

  /**
   * A writer for {@code node}.
   *
   * @param synced hears each time how much is on disk
   * @param told hears each fact; must not wait
   */
  JournalWriter(
      JournalConfig config,
      String node,
      Consumer<JournalCommit> synced,
      Consumer<JournalLine.Entry> told) {
    this.config = config;
    this.folder = new SegmentFolder(config.folder());
    this.node = node;
    this.synced = synced;
    this.told = told;
  }

  /**
   * Begins a new segment and ends the calls an earlier process left open.
   *
   * @return how many calls were ended as crashed
   */
  int open() throws IOException {
    assert owner.isCurrent();
    List<Long> segments = folder.segments();
    recover(segments);
    segment = segments.isEmpty() ? 0 : segments.getLast();
    List<JournalLine.OpenCall> crashed = calls.list();
    begin();
    for (JournalLine.OpenCall call : crashed) {
      long durationMs = call.lastWallMs() - call.firstWallMs();
      take(
          call.tenant(),
          call.call(),
          new CallFact.Ended(EndReason.NODE_CRASH, CRASHED, 0, durationMs),
          call.lastWallMs());
    }
    sync();
    return crashed.size();
  }

  /** The newest segment that tells which calls were open says it all; older ones are not read. */
  private void recover(List<Long> segments) throws IOException {
    JournalReader reader = new JournalReader(folder);
    for (int i = segments.size() - 1; i >= 0; i--) {
      List<JournalLine> lines = reader.segment(segments.get(i));
      boolean complete = !lines.isEmpty() && lines.getFirst() instanceof JournalLine.Head;
      if (complete || i == 0) {
        for (int later = i; later < segments.size(); later++) {
          List<JournalLine> each = later == i ? lines : reader.segment(segments.get(later));
          each.forEach(calls::replay);
        }
        return;
      }
    }
  }

  /** Whether more may be taken: not while a failing disk leaves too much in memory. */
  boolean hasRoom() {
    return unsynced.size() < MAX_UNSYNCED_BYTES;
  }

  /** Numbers a fact and keeps it for the next {@link #advance}. */
  void take(TenantId tenant, CallId call, CallFact fact, long wallMs) {
    assert owner.isCurrent();
    long seq = calls.number(tenant, call, fact, wallMs);
    var entry = new JournalLine.Entry(node, tenant, call, seq, wallMs, fact);
    unsynced.writeBytes(LineCodec.encode(entry));
    untold.addLast(() -> told.accept(entry));
    facts++;
    urgent |= fact instanceof CallFact.Ended || fact instanceof CallFact.Answered;
  }

  /** Runs {@code telling} when the facts taken before were told; not while the disk fails. */
  void pass(Runnable telling) {
    assert owner.isCurrent();
    if (!failing) {
      untold.addLast(telling);
    }
  }

  /** Writes what was taken and syncs when that is due; a failing disk is tried again later. */
  void advance(long nowNs) {
    assert owner.isCurrent();
    if (failing && nowNs - retryNs < 0) {
      return;
    }
    try {
      if (failing) {
        begin();
        failing = false;
      }
      write();
      if (written > 0 && !waiting) {
        waiting = true;
        dueNs = nowNs + config.groupCommit().toNanos();
      }
      if (written > 0 && (urgent || nowNs - dueNs >= 0)) {
        sync();
      }
    } catch (IOException _) {
      failing = true;
      failures++;
      retryNs = nowNs + RETRY_NS;
    }
  }

  /** How long nothing needs to be done, at most {@code longest}. */
  Duration idle(long nowNs, Duration longest) {
    if (failing) {
      return shorter(retryNs - nowNs, longest);
    }
    return waiting ? shorter(dueNs - nowNs, longest) : longest;
  }

  private static Duration shorter(long ns, Duration longest) {
    long bounded = Math.min(Math.max(ns, 0), longest.toNanos());
    return Duration.ofNanos(bounded);
  }

  private void begin() throws IOException {
    closeChannel();
    segment++;
    offset = 0;
    written = 0;
    FileChannel fresh = folder.create(segment);
    channel = fresh;
    byte[] head = LineCodec.encode(new JournalLine.Head(node, segment, calls.list()));
    put(fresh, ByteBuffer.wrap(head));
  }

  private void write() throws IOException {
    FileChannel out = channel;
    if (out == null) {
      throw new IOException("the journal is not open");
    }
    int size = unsynced.size();
    if (size > written) {
      put(out, ByteBuffer.wrap(unsynced.toByteArray(), written, size - written));
      written = size;
    }
    while (!untold.isEmpty()) {
      untold.removeFirst().run();
    }
  }

  private void put(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      offset += out.write(bytes);
    }
  }

  /** Puts everything taken on disk, and begins a new segment when this one is long enough. */
  void sync() throws IOException {
    assert owner.isCurrent();
    write();
    FileChannel out = channel;
    if (out != null) {
      out.force(false);
    }
    syncs++;
    unsynced.reset();
    written = 0;
    urgent = false;
    waiting = false;
    synced.accept(new JournalCommit(new JournalPosition(segment, offset), facts));
    if (offset >= config.segmentBytes()) {
      begin();
    }
  }

  int openCalls() {
    return calls.count();
  }

  long syncs() {
    return syncs;
  }

  long failures() {
    return failures;
  }

  boolean isFailing() {
    return failing;
  }

  void close() throws IOException {
    try {
      sync();
    } finally {
      closeChannel();
    }
  }

  private void closeChannel() throws IOException {
    FileChannel out = channel;
    channel = null;
    if (out != null) {
      out.close();
    }
  }
}
