package io.parley.control.live;

import io.parley.kernel.id.CallId;
import io.parley.kernel.lane.Lane;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows one tenant's events, or one call's, from the moment it was opened; read by one thread and
 * closed by it. What the feed had kept by then comes first, by {@link #since} or {@link #kept}.
 */
public final class LiveStream implements AutoCloseable {
  private static final Pattern POSITION = Pattern.compile("([0-9a-z]{1,13})-(\\d{1,18})");

  private final Start start;
  private final @Nullable CallId call;
  private final Lane<Message> lane;
  private final int roomForWords;
  private final Consumer<LiveStream> leave;
  private volatile boolean over;

  /**
   * Where the stream begins.
   *
   * @param last number of the tenant's last event
   * @param kept the tenant's, oldest first
   * @param words what was being said in the call that is followed
   */
  record Start(String epoch, long last, List<LiveEvent> kept, @Nullable LiveWords words) {}

  /** What is told, or null for the end. */
  private record Message(@Nullable Told told) {}

  /**
   * What a reader has not seen.
   *
   * @param gap whether there was more, which is not kept any longer
   */
  public record Missed(boolean gap, List<LiveEvent> events) {}

  LiveStream(Start start, @Nullable CallId call, int waitingEvents, Consumer<LiveStream> leave) {
    this.start = start;
    this.call = call;
    this.lane = new Lane<>(waitingEvents);
    this.roomForWords = Math.max(1, waitingEvents / 2);
    this.leave = leave;
  }

  /** What was kept when the stream was opened, oldest first. */
  public List<LiveEvent> kept() {
    return start.kept.stream().filter(this::concerns).toList();
  }

  /** What was being said when the stream of a call was opened; null when nothing was. */
  public @Nullable LiveWords words() {
    return start.words;
  }

  /** The position before which a new reader has missed nothing. */
  public String position() {
    return position(start.last);
  }

  /** The position after the tenant's event of this number. */
  public String position(long number) {
    return start.epoch + "-" + number;
  }

  /** What came after {@code position}; a gap when that cannot be told any more. */
  public Missed since(String position) {
    Matcher matcher = POSITION.matcher(position);
    if (!matcher.matches() || !matcher.group(1).equals(start.epoch)) {
      return new Missed(true, kept());
    }
    long seen = Long.parseLong(matcher.group(2));
    long firstKept = start.kept.isEmpty() ? start.last + 1 : start.kept.getFirst().number();
    if (seen > start.last || seen < firstKept - 1) {
      return new Missed(true, kept());
    }
    return new Missed(false, kept().stream().filter(event -> event.number() > seen).toList());
  }

  /** What comes next, waiting at most {@code patience}; null when nothing came or it is over. */
  public @Nullable Told next(Duration patience) throws InterruptedException {
    if (over) {
      return null;
    }
    Message next = lane.poll(patience);
    return over || next == null ? null : next.told();
  }

  /** Whether nothing will come any more: it was too far behind, or the server stops. */
  public boolean isOver() {
    return over;
  }

  /** Takes an event that concerns it; {@code false} when too many wait. */
  boolean offer(LiveEvent event) {
    return !concerns(event) || lane.offer(new Message(event));
  }

  /** Takes words of its call, unless so many events wait that it must catch up first. */
  boolean offer(LiveWords words) {
    boolean mine = words.call().equals(call);
    return !mine || (lane.stats().depth() < roomForWords && lane.offer(new Message(words)));
  }

  private boolean concerns(LiveEvent event) {
    return call == null || event.entry().call().equals(call);
  }

  /** Nothing more comes, and what waits is not given any more. */
  void end() {
    over = true;
    lane.offerTerminal(new Message(null));
  }

  @Override
  public void close() {
    leave.accept(this);
  }
}
