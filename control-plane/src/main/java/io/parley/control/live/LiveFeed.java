package io.parley.control.live;

import io.parley.control.Refusal;
import io.parley.control.journal.JournalLine;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of this node, and the streams that follow them. Each tenant's events are
 * numbered on their own, so that a number tells nothing about other tenants. Safe from any thread;
 * {@link #publish} never waits for a stream: one that is too far behind is cut off and counted, and
 * its reader comes back for what is kept.
 */
public final class LiveFeed implements AutoCloseable {
  private static final Duration COME_BACK = Duration.ofSeconds(15);

  private final FeedLimits limits;
  private final String epoch;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TenantId, Branch> branches = new HashMap<>();
  private final ArrayDeque<Branch> oldest = new ArrayDeque<>();
  private final LinkedHashMap<CallId, LiveWords> spoken = new LinkedHashMap<>();
  private int open;
  private long events;
  private long cutOff;
  private long refused;
  private long wordsDropped;
  private boolean closed;

  /**
   * A feed that begins at {@code startMs} since 1970, which tells its numbers from earlier ones.
   */
  public LiveFeed(FeedLimits limits, long startMs) {
    this.limits = limits;
    this.epoch = Long.toString(startMs, Character.MAX_RADIX);
  }

  /** One tenant's part. */
  private static final class Branch {
    private final ArrayDeque<LiveEvent> kept = new ArrayDeque<>();
    private final List<LiveStream> streams = new ArrayList<>();
    private long last;
  }

  /** Tells everybody who follows the tenant or the call. */
  public void publish(JournalLine.Entry entry) {
    lock.lock();
    try {
      Branch branch = branch(entry.tenant());
      branch.last++;
      LiveEvent event = new LiveEvent(branch.last, entry);
      keep(branch, event);
      events++;
      if (entry.fact() instanceof CallFact.Ended) {
        spoken.remove(entry.call());
      }
      List<LiveStream> slow =
          branch.streams.stream().filter(stream -> !stream.offer(event)).toList();
      slow.forEach(LiveStream::end);
      branch.streams.removeAll(slow);
      open -= slow.size();
      cutOff += slow.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells those who follow the call what is being said in it, and keeps that for who comes next; a
   * stream that is behind goes without.
   */
  public void publish(LiveWords words) {
    lock.lock();
    try {
      spoken.remove(words.call());
      if (!words.words().lines().isEmpty()) {
        spoken.put(words.call(), words);
      }
      if (spoken.size() > limits.keptEvents()) {
        spoken.pollFirstEntry();
      }
      for (LiveStream stream : branch(words.tenant()).streams) {
        wordsDropped += stream.offer(words) ? 0 : 1;
      }
    } finally {
      lock.unlock();
    }
  }

  private void keep(Branch branch, LiveEvent event) {
    branch.kept.addLast(event);
    oldest.addLast(branch);
    if (oldest.size() > limits.keptEvents()) {
      oldest.removeFirst().kept.removeFirst();
    }
  }

  /** Follows all calls of {@code tenant}; refused when it, or this node, has too many streams. */
  public LiveStream follow(TenantId tenant) {
    return follow(tenant, null);
  }

  /** Follows one call; see {@link #follow(TenantId)}. */
  public LiveStream followCall(TenantId tenant, CallId call) {
    return follow(tenant, call);
  }

  private LiveStream follow(TenantId tenant, @Nullable CallId call) {
    lock.lock();
    try {
      Branch branch = branch(tenant);
      if (closed || open >= limits.streams()) {
        throw tooMany("This node has as many event streams as it can hold.");
      }
      if (branch.streams.size() >= limits.tenantStreams()) {
        throw tooMany(
            "Your organisation has %d event streams open: close one, or wait until one ends."
                .formatted(limits.tenantStreams()));
      }
      LiveWords words = call == null ? null : spoken.get(call);
      boolean ours = words != null && words.tenant().equals(tenant);
      LiveStream stream =
          new LiveStream(
              new LiveStream.Start(
                  epoch, branch.last, List.copyOf(branch.kept), ours ? words : null),
              call,
              limits.waitingEvents(),
              each -> leave(branch, each));
      branch.streams.add(stream);
      open++;
      return stream;
    } finally {
      lock.unlock();
    }
  }

  private Refusal tooMany(String reason) {
    refused++;
    return Refusal.tooOften("too-many-streams", reason, COME_BACK);
  }

  private Branch branch(TenantId tenant) {
    return branches.computeIfAbsent(tenant, _ -> new Branch());
  }

  private void leave(Branch branch, LiveStream stream) {
    lock.lock();
    try {
      if (branch.streams.remove(stream)) {
        open--;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Counters as of now. */
  public FeedStats stats() {
    lock.lock();
    try {
      return new FeedStats(events, open, cutOff, refused, wordsDropped);
    } finally {
      lock.unlock();
    }
  }

  /** Ends every stream, and takes no new one. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      for (Branch branch : branches.values()) {
        branch.streams.forEach(LiveStream::end);
        branch.streams.clear();
      }
      open = 0;
    } finally {
      lock.unlock();
    }
  }
}
