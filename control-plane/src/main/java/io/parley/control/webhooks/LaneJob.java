package io.parley.control.webhooks;

import io.parley.control.jobs.Away;
import io.parley.control.jobs.Job;
import io.parley.control.store.TenantTransactions;
import io.parley.control.webhooks.Attempts.Step;
import io.parley.kernel.time.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sends the deliveries of one lane, the next only when the one before it has ended. Lanes are sent
 * beside each other, a few of them to the same webhook. Run by the job threads.
 */
final class LaneJob implements Job {
  /** Stored with what waits. */
  static final String NAME = "webhook-lane";

  private static final Logger LOG = LoggerFactory.getLogger(LaneJob.class);
  private static final int MOST_A_RUN = 50;
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final TenantTransactions transactions;
  private final Attempts attempts;
  private final Sender sender;
  private final WebhookLimits limits;
  private final WebhookCounters counters;
  private final InstantSource wall;
  private final RandomGenerator random;
  private final BooleanSupplier closing;
  private final Map<UUID, Integer> sending = new ConcurrentHashMap<>();

  LaneJob(TenantTransactions transactions, Attempts attempts, Sender sender, Parts parts) {
    this.transactions = transactions;
    this.attempts = attempts;
    this.sender = sender;
    this.limits = parts.limits();
    this.counters = parts.counters();
    this.wall = parts.wall();
    this.random = parts.random();
    this.closing = parts.closing();
  }

  /**
   * What jobs are made with.
   *
   * @param closing whether the process is about to end
   */
  record Parts(
      WebhookLimits limits,
      WebhookCounters counters,
      InstantSource wall,
      RandomGenerator random,
      BooleanSupplier closing) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Result run(String instance) {
    Lane lane = Lane.parse(instance);
    if (sending.merge(lane.webhook(), 1, Integer::sum) > limits.atOnce()) {
      leave(lane);
      return Result.again(wall.instant().plusMillis(100 + random.nextLong(400)));
    }
    try {
      return send(lane);
    } finally {
      leave(lane);
    }
  }

  private void leave(Lane lane) {
    sending.computeIfPresent(lane.webhook(), (_, count) -> count > 1 ? count - 1 : null);
  }

  private Result send(Lane lane) {
    for (int i = 0; i < MOST_A_RUN && !closing.getAsBoolean(); i++) {
      Step step = transactions.in(lane.tenant(), jdbc -> attempts.next(jdbc, lane));
      Optional<Result> end =
          switch (step) {
            case Step.Done _ -> Optional.of(Result.DONE);
            case Step.Wait wait -> Optional.of(Result.again(wait.until()));
            case Step.GaveUp _ -> Optional.empty();
            case Step.Send send -> sent(lane, send).map(Result::again);
            case Step.Unsigned unsigned -> unsigned(lane, unsigned).map(Result::again);
          };
      if (end.isPresent()) {
        return end.get();
      }
    }
    return Result.again(wall.instant());
  }

  /** When to try again; empty when the receiver has it. */
  private Optional<Instant> sent(Lane lane, Step.Send send) {
    Attempts.Head head = send.head();
    Instant at = wall.instant();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", head.eventId());
    headers.put("webhook-timestamp", String.valueOf(at.getEpochSecond()));
    headers.put(
        "webhook-signature", Signature.header(send.secrets(), head.eventId(), at, head.payload()));
    Reply reply = sender.post(send.url(), headers, head.payload());
    count(reply);
    return noted(lane, head, at, reply);
  }

  /** Nothing is sent without a signature: it is an attempt that failed, and said to be so. */
  private Optional<Instant> unsigned(Lane lane, Step.Unsigned unsigned) {
    Reply reply = new Reply(0, 0, unsigned.reason(), "", true);
    counters.failed.increment();
    return noted(lane, unsigned.head(), wall.instant(), reply);
  }

  private void count(Reply reply) {
    if (reply.isTaken()) {
      counters.delivered.increment();
    } else {
      counters.failed.increment();
    }
    if (reply.refused()) {
      counters.refused.increment();
    }
  }

  /** Waits for a database that is away: without the note the receiver would get it twice. */
  private Optional<Instant> noted(Lane lane, Attempts.Head head, Instant at, Reply reply) {
    while (true) {
      try {
        return transactions.in(lane.tenant(), jdbc -> attempts.note(jdbc, lane, head, at, reply));
      } catch (RuntimeException away) {
        if (!Away.is(away) || !isWorthAnotherTry()) {
          throw away;
        }
        LOG.debug("what came of delivery {} waits for the database", head.id(), away);
      }
    }
  }

  private boolean isWorthAnotherTry() {
    try {
      Pause.SLEEP.pause(LOOK_EVERY);
      return !closing.getAsBoolean();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public boolean hasMore(JdbcTemplate jdbc, String instance) {
    Lane lane = Lane.parse(instance);
    TenantTransactions.enter(jdbc, lane.tenant());
    return attempts.hasPending(jdbc, lane);
  }
}
