package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.sim.SimCall;
import io.parley.agent.sim.SimCall.CallerStep;
import io.parley.agent.sim.SimLine;
import io.parley.agent.sim.SimLine.Link;
import io.parley.agent.sim.StateChecks;
import io.parley.agent.think.Responder;
import io.parley.agent.think.Responder.Cue;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeFact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Speech over the agent's, over the direct link and over its twin. */
@ParameterizedClass
@EnumSource(Link.class)
class InterruptionTest {
  private final SimLine line;

  InterruptionTest(Link link) {
    line = new SimLine(link, TurnProfile.CONVERSATIONAL, StateChecks::survivesJson);
  }

  @Test
  void wordsTakeTheFloorAndHistoryKeepsWhatWasHeard() {
    SimCall call =
        line.ring(
            "tutor",
            new CallerStep.Say("tell me a story"),
            new CallerStep.Over(1500, "stop that please", 1000, -20));

    line.run(Duration.ofSeconds(12));

    long told = call.atMs(EdgeFact.SpeechStarted.class, 1);
    assertThat(call.atMs(AgentOrder.AbandonUtterance.class, 0) - told).isLessThan(500);
    CallFact.TurnCompleted cut = line.facts(CallFact.TurnCompleted.class).get(1);
    assertThat(cut.interrupted()).isTrue();
    assertThat(cut.generated()).startsWith(cut.heard());
    long heardMs = call.logged(EdgeFact.UtteranceCut.class).getFirst().heardMs();
    assertThat((long) cut.heard().length() * 60).isBetween(heardMs - 600, heardMs + 60);
    Responder.Ask next = line.asked(Cue.SAID).get(1);
    assertThat(next.said()).isEqualTo("stop that please");
    assertThat(next.history().getLast())
        .isEqualTo(new Responder.Exchange("tell me a story", cut.heard()));
  }

  @Test
  void sustainedSpeechTakesTheFloorBeforeItsWordsAreKnown() {
    line.ring(
        "tutor", new CallerStep.Say("tell me a story"), new CallerStep.Over(1000, "", 2000, -20));

    line.run(Duration.ofSeconds(12));

    assertThat(line.decisions("abandon")).hasSize(1);
    assertThat(line.decisions("abandon").getFirst().inputs()).containsEntry("words", "false");
    assertThat(line.asked(Cue.NOT_UNDERSTOOD)).hasSize(1);
  }

  @Test
  void speechIsBackSoonAfterAClickAndNothingIsLost() {
    SimCall call =
        line.ring(
            "tutor",
            new CallerStep.Say("tell me a story"),
            new CallerStep.Over(1000, "", 100, -20));

    line.run(Duration.ofSeconds(12));

    long clickEnds = call.atMs(EdgeFact.SpeechStarted.class, 1) + 40;
    assertThat(call.atMs(EdgeFact.UtteranceResumed.class, 0) - clickEnds).isLessThan(400);
    assertThat(call.logged(AgentOrder.AbandonUtterance.class)).isEmpty();
    int characters =
        List.of("You said tell me a story.", "That is a long story, and here it is.").stream()
            .mapToInt(String::length)
            .sum();
    assertThat(call.logged(EdgeFact.UtteranceFinished.class).get(1).heardMs())
        .isEqualTo(characters * 60L);
  }

  @Test
  void aCoughIsForgivenWithinHalfASecond() {
    SimCall call =
        line.ring(
            "tutor",
            new CallerStep.Say("tell me a story"),
            new CallerStep.Over(1000, "", 260, -20));

    line.run(Duration.ofSeconds(12));

    long told = call.atMs(EdgeFact.SpeechStarted.class, 1);
    assertThat(call.atMs(EdgeFact.UtteranceResumed.class, 0) - told).isLessThan(500);
    assertThat(call.logged(EdgeFact.UtteranceResumed.class).getFirst().byLease()).isFalse();
    assertThat(line.asked(Cue.NOT_UNDERSTOOD)).isEmpty();
  }

  @Test
  void aBackchannelDoesNotTakeTheFloor() {
    SimCall call =
        line.ring(
            "tutor",
            new CallerStep.Say("tell me a story"),
            new CallerStep.Over(1000, "uh huh", 600, -20));

    line.run(Duration.ofSeconds(12));

    assertThat(call.logged(AgentOrder.AbandonUtterance.class)).isEmpty();
    assertThat(call.logged(EdgeFact.UtteranceFinished.class)).hasSize(2);
    assertThat(line.asked(Cue.SAID)).hasSize(1);
  }

  @Test
  void aShortStopIsObeyedAlsoWhenItsTranscriptComesAfterTheResumption() {
    line.providers().transcriptMs = 700;
    line.providers().partials = false;
    SimCall call =
        line.ring(
            "tutor",
            new CallerStep.Say("tell me a story"),
            new CallerStep.Over(1000, "stop", 200, -20));

    line.run(Duration.ofSeconds(12));

    assertThat(call.logged(EdgeFact.UtteranceResumed.class)).hasSize(1);
    assertThat(call.logged(AgentOrder.AbandonUtterance.class)).hasSize(1);
    assertThat(line.asked(Cue.SAID)).extracting(Responder.Ask::said).contains("stop");
  }

  @Test
  void aKeyInterruptsAndIsAnswered() {
    line.ring(
        "tutor",
        new CallerStep.Say("tell me a story"),
        new CallerStep.Over(800, "", 20, -60),
        new CallerStep.PressNow('3'));

    line.run(Duration.ofSeconds(12));

    assertThat(line.asked(Cue.DIGIT)).extracting(Responder.Ask::said).containsExactly("3");
    assertThat(line.asked(Cue.DIGIT).getFirst().history().getLast().heard())
        .isNotEmpty()
        .isNotEqualTo("You said tell me a story. That is a long story, and here it is.");
    assertThat(line.facts(CallFact.DigitPressed.class)).hasSize(1);
  }
}
