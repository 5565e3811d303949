package io.parley.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.ConversationEvent;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EdgeTranslatorTest {
  private static final CallId CALL = CallId.at(1, new Random(1));

  private long nowNs = 1_000_000;
  private long seq;
  private final EdgeTranslator translator = new EdgeTranslator(() -> nowNs);

  private @Nullable ConversationEvent at(long edgeNs, EdgeFact fact) {
    return translator.translate(
        new EdgeEvent(TenantId.DEFAULT, CALL, LegId.first(CALL), ++seq, edgeNs, fact));
  }

  private static EdgeFact.SpeechStarted started(long onsetNs, long paused) {
    return new EdgeFact.SpeechStarted(onsetNs, -20, new UtteranceId(paused), 0);
  }

  @Test
  void numbersStretchesAndKeepsTheNumberOfOneToldTwice() {
    assertThat(at(50, started(10, 0)))
        .isInstanceOfSatisfying(
            ConversationEvent.SpeechStarted.class, e -> assertThat(e.speech()).isEqualTo(1));
    assertThat(at(90, started(10, 7)))
        .isInstanceOfSatisfying(
            ConversationEvent.SpeechStarted.class,
            e -> {
              assertThat(e.speech()).isEqualTo(1);
              assertThat(e.paused()).isEqualTo(new UtteranceId(7));
            });
    assertThat(at(300, new EdgeFact.SpeechEnded(100, 90)))
        .isInstanceOfSatisfying(
            ConversationEvent.SpeechEnded.class, e -> assertThat(e.speech()).isEqualTo(1));
    assertThat(at(500, started(450, 0)))
        .isInstanceOfSatisfying(
            ConversationEvent.SpeechStarted.class, e -> assertThat(e.speech()).isEqualTo(2));
  }

  @Test
  void movesEdgeTimesToOurClockByTheSmallestDifferenceSeen() {
    at(400_000, new EdgeFact.CallAnswered());
    nowNs = 2_000_000;
    at(1_500_000, new EdgeFact.HoldChanged(false));
    nowNs = 3_000_000;

    assertThat(at(2_100_000, new EdgeFact.UtteranceAudible(new UtteranceId(1), 2_000_000)))
        .isEqualTo(new ConversationEvent.UtteranceAudible(new UtteranceId(1), 2_500_000));
  }
}
