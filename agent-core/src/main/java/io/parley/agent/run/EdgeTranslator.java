package io.parley.agent.run;

import io.parley.agent.conversation.ConversationEvent;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.time.NanoClock;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Puts the edge's facts into the conversation's terms: numbers the stretches of speech, and moves
 * times from the edge's clock to ours by the smallest difference seen between the two. Safe from
 * any thread.
 */
final class EdgeTranslator {
  private final NanoClock clock;
  private final AtomicLong speeches = new AtomicLong();
  private final AtomicLong onsetNs = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong offsetNs = new AtomicLong(Long.MAX_VALUE);

  EdgeTranslator(NanoClock clock) {
    this.clock = clock;
  }

  @Nullable ConversationEvent translate(EdgeEvent event) {
    long offset = offsetNs.accumulateAndGet(clock.nowNs() - event.atNs(), Math::min);
    return switch (event.fact()) {
      case EdgeFact.CallOffered _, EdgeFact.CallerAudio _ -> null;
      case EdgeFact.CallAnswered _ -> new ConversationEvent.Answered();
      case EdgeFact.SpeechStarted fact ->
          new ConversationEvent.SpeechStarted(
              numberOf(fact.onsetNs()),
              fact.onsetNs() + offset,
              fact.levelDbfs(),
              fact.paused(),
              fact.heardMs());
      case EdgeFact.SpeechEnded fact ->
          new ConversationEvent.SpeechEnded(
              speeches.get(), fact.lastSpeechNs() + offset, fact.speechMs());
      case EdgeFact.DigitPressed fact -> new ConversationEvent.Digit(fact.digit());
      case EdgeFact.UtteranceAudible fact ->
          new ConversationEvent.UtteranceAudible(fact.utterance(), fact.onWireNs() + offset);
      case EdgeFact.UtteranceResumed fact -> resumed(fact.utterance(), fact.byLease());
      case EdgeFact.UtteranceFinished fact ->
          new ConversationEvent.UtteranceFinished(fact.utterance(), fact.heardMs());
      case EdgeFact.UtteranceCut fact ->
          new ConversationEvent.UtteranceCut(fact.utterance(), fact.heardMs());
      case EdgeFact.HoldChanged fact -> new ConversationEvent.HoldChanged(fact.held());
      case EdgeFact.OrderCame fact -> new ConversationEvent.Ordered(fact.order());
      case EdgeFact.CallEnded fact -> new ConversationEvent.Ended(fact.reason());
    };
  }

  /** A stretch is told twice when it pauses the agent only later: it keeps its number. */
  private long numberOf(long stretchOnsetNs) {
    long before = onsetNs.getAndSet(stretchOnsetNs);
    return before == stretchOnsetNs ? speeches.get() : speeches.incrementAndGet();
  }

  private static ConversationEvent resumed(UtteranceId utterance, boolean byLease) {
    return new ConversationEvent.UtteranceResumed(utterance, byLease);
  }
}
