package io.parley.media;

import io.parley.kernel.link.AgentOrder.AbandonUtterance;
import io.parley.kernel.link.AgentOrder.BeginUtterance;
import io.parley.kernel.link.AgentOrder.EndUtterance;
import io.parley.kernel.link.AgentOrder.Listen;
import io.parley.kernel.link.AgentOrder.RecordCall;
import io.parley.kernel.link.AgentOrder.ResumeUtterance;
import io.parley.kernel.link.AgentOrder.Say;
import io.parley.kernel.link.AgentOrder.SpeechOrder;
import io.parley.kernel.link.EdgeSide.Outcome;
import io.parley.media.loop.MediaShard;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.LegTape;
import io.parley.media.path.MediaLeg;
import io.parley.media.playout.PlayoutQueue;
import io.parley.media.record.CallTape;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The agent's end of one leg: takes its orders one at a time and puts speech into the playout
 * queue. Safe from any thread but a media loop, which it never waits for.
 *
 * <p>Beginning an utterance completes the one before it: more audio of that one comes too late.
 */
final class SpeechDesk {
  private final ReentrantLock oneWriter = new ReentrantLock();
  private final MediaLeg leg;
  private final MediaShard shard;
  private final PlayoutQueue queue;
  private final Tapes tapes;
  private long open;
  private boolean complete = true;

  /** Where a tape for a call comes from; null when it cannot be recorded. */
  @FunctionalInterface
  interface Tapes {
    @Nullable CallTape begin(LegIdentity leg, RecordCall order);
  }

  SpeechDesk(MediaLeg leg, MediaShard shard, PlayoutQueue queue, Tapes tapes) {
    this.leg = leg;
    this.shard = shard;
    this.queue = queue;
    this.tapes = tapes;
  }

  Outcome order(SpeechOrder order) {
    oneWriter.lock();
    try {
      return switch (order) {
        case BeginUtterance begin -> begin(begin);
        case Say say -> say(say);
        case EndUtterance end -> end(end.utterance().value());
        case AbandonUtterance abandon -> abandon(abandon.utterance().value());
        case ResumeUtterance resume -> taken(shard.resume(leg, resume.utterance().value()));
        case RecordCall record -> record(record);
        case Listen listen -> taken(shard.listen(leg, listen.profile().silenceMs()));
      };
    } finally {
      oneWriter.unlock();
    }
  }

  private Outcome begin(BeginUtterance begin) {
    long utterance = begin.utterance().value();
    if (utterance <= open || !queue.begin(utterance, begin.policy())) {
      return Outcome.GONE;
    }
    open = utterance;
    complete = false;
    return Outcome.TAKEN;
  }

  private Outcome say(Say say) {
    if (say.utterance().value() != open || complete) {
      return Outcome.GONE;
    }
    if (say.pcm().rateHz() != MediaLeg.RATE_HZ) {
      throw new IllegalArgumentException(
          "speech at " + say.pcm().rateHz() + " Hz for a leg of " + MediaLeg.RATE_HZ);
    }
    return queue.say(open, say.pcm()) ? Outcome.TAKEN : Outcome.FULL;
  }

  private Outcome end(long utterance) {
    if (utterance != open || complete) {
      return Outcome.GONE;
    }
    complete = true;
    return taken(queue.end(utterance));
  }

  private Outcome abandon(long utterance) {
    if (utterance == open) {
      complete = true;
    }
    return taken(shard.abandon(leg, utterance));
  }

  private Outcome record(RecordCall order) {
    CallTape tape = tapes.begin(leg.identity(), order);
    if (tape == null) {
      return Outcome.FULL;
    }
    if (!shard.record(leg, new LegTape(tape, MediaLeg.RATE_HZ))) {
      tape.end();
      return Outcome.FULL;
    }
    return Outcome.TAKEN;
  }

  private static Outcome taken(boolean taken) {
    return taken ? Outcome.TAKEN : Outcome.GONE;
  }
}
