package io.parley.loadtests.million;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/** One call out of its index: the same whichever table it is made for. Immutable. */
final class GeneratedCall {
  private static final String[] REASONS = {
    "caller-hangup", "caller-hangup", "caller-hangup", "caller-hangup", "caller-hangup",
    "caller-hangup", "agent-hangup", "agent-hangup", "agent-hangup", "inactivity",
    "inactivity", "max-duration", "media-timeout", "error"
  };
  private static final String[] AGENTS = {"tutor", "tutor", "tutor", "reception", "survey"};

  final String tenant;
  final String key;
  final int turns;
  final String agent;
  final int version;
  final String from;
  final String to;
  final String reason;
  final Instant started;
  final Instant answered;
  final Instant ended;
  final long durationMs;

  private final Plan plan;
  private final long index;

  GeneratedCall(Plan plan, long index) {
    this.plan = plan;
    this.index = index;
    SplittableRandom random = plan.random(index, 1);
    long startMs = plan.startMs(index);
    tenant = plan.tenant(random);
    String id =
        new UUID(
                (startMs << 16) | 0x7000L | (random.nextLong() & 0x0fffL),
                (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L)
            .toString();
    key = tenant + '\t' + id + '\t';
    turns = plan.turns(index);
    agent = AGENTS[random.nextInt(AGENTS.length)];
    version = 1 + (int) (index * 4 / plan.calls());
    from = "+4930" + (1_000_000 + random.nextInt(20_000));
    to = String.valueOf(1000 + random.nextInt(50));
    reason = REASONS[random.nextInt(REASONS.length)];
    started = Instant.ofEpochMilli(startMs);
    answered = started.plusMillis(20 + random.nextInt(60));
    durationMs = turns * 7_000L + random.nextInt(5_000);
    ended = answered.plusMillis(durationMs);
  }

  /** The words of one side in one turn, as ranks. */
  int[] words(int turn, boolean caller) {
    SplittableRandom random = plan.random(index, 100 + 2 * turn + (caller ? 0 : 1));
    int[] ranks = new int[caller ? 4 + random.nextInt(9) : 12 + random.nextInt(17)];
    for (int at = 0; at < ranks.length; at++) {
      ranks[at] = Vocabulary.pick(random);
    }
    return ranks;
  }

  /** What is drawn for the latencies of {@code turn}. */
  SplittableRandom latencies(int turn) {
    return plan.random(index, 1_000 + turn);
  }
}
