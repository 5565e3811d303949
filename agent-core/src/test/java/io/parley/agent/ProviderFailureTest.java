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
import io.parley.kernel.call.EndReason;
import io.parley.kernel.link.AgentOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that fail, stall or come too late, over the direct link and over its twin. */
@ParameterizedClass
@EnumSource(Link.class)
class ProviderFailureTest {
  private final SimLine line;

  ProviderFailureTest(Link link) {
    line = new SimLine(link, TurnProfile.CONVERSATIONAL, StateChecks::survivesJson);
  }

  @Test
  void aTranscriptThatComesTooLateIsIgnored() {
    SimCall call = line.ring("tutor", new CallerStep.Wait(100));
    line.run(Duration.ofSeconds(8));
    line.providers().transcriptMs = 4_500;
    line.providers().partials = false;
    call.then(new CallerStep.Say("x y"));

    line.run(Duration.ofSeconds(7));
    line.providers().transcriptMs = 100;
    call.then(new CallerStep.Say("a second question"));
    line.run(Duration.ofSeconds(10));

    assertThat(line.facts(CallFact.ProviderUsed.class))
        .anyMatch(use -> use.stage().equals("stt") && use.outcome().equals("timeout"));
    assertThat(line.asked(Cue.SAID))
        .extracting(Responder.Ask::said)
        .containsExactly("a second question");
  }

  @Test
  void aTranscriptThatNeverComesIsAskedFor() {
    SimCall call = line.ring("tutor", new CallerStep.Wait(100));
    line.run(Duration.ofSeconds(8));
    line.providers().lostTranscripts = 1;
    line.providers().partials = false;
    call.then(new CallerStep.Say("x"));

    line.run(Duration.ofSeconds(8));

    assertThat(line.facts(CallFact.TurnCompleted.class).getLast().generated())
        .contains("say it again");
    assertThat(call.ended()).isNull();
  }

  @Test
  void aResponderThatFailsIsApologisedForAndTheCallGoesOn() {
    SimCall call = line.ring("tutor", new CallerStep.Wait(100));
    line.run(Duration.ofSeconds(6));
    line.providers().failingReplies = 1;
    call.then(new CallerStep.Say("tell me a story"), new CallerStep.Say("tell me another"));

    line.run(Duration.ofSeconds(20));

    assertThat(line.facts(CallFact.TurnCompleted.class))
        .extracting(CallFact.TurnCompleted::generated)
        .anyMatch(text -> text.contains("I am sorry"))
        .anyMatch(text -> text.contains("You said tell me another."));
  }

  @Test
  void aResponderThatIsSilentIsBridgedThenApologisedFor() {
    SimCall call = line.ring("tutor", new CallerStep.Wait(100));
    line.run(Duration.ofSeconds(6));
    line.providers().stuckReplies = 1;
    call.then(new CallerStep.Say("tell me a story"));

    line.run(Duration.ofSeconds(20));

    assertThat(line.facts(CallFact.TurnCompleted.class).get(1).generated())
        .isEqualTo("Let me think. I am sorry, I lost my thread. Could you say that again?");
    assertThat(line.providers().cancelled).isEqualTo(1);
    assertThat(call.ended()).isNull();
  }

  @Test
  void threeFailuresInARowEndTheCall() {
    SimCall call = line.ring("tutor", new CallerStep.Wait(100));
    line.run(Duration.ofSeconds(6));
    line.providers().failingReplies = 3;
    call.then(
        new CallerStep.Say("one thing"),
        new CallerStep.Say("another thing"),
        new CallerStep.Say("a third thing"));

    line.runUntilAllEnded(Duration.ofSeconds(60));

    assertThat(call.ended()).isEqualTo(EndReason.AGENT_UNAVAILABLE);
  }

  @Test
  void aSynthesizerThatFailsOnceIsApologisedForAndTwiceEndsTheCall() {
    SimCall call = line.ring("tutor", new CallerStep.Wait(100));
    line.run(Duration.ofSeconds(6));
    line.providers().failingSentences = 1;
    call.then(new CallerStep.Say("tell me a story"));
    line.run(Duration.ofSeconds(10));
    assertThat(line.facts(CallFact.TurnCompleted.class).getLast().heard()).contains("I am sorry");

    line.providers().failingSentences = 2;
    call.then(new CallerStep.Say("tell me another"));
    line.runUntilAllEnded(Duration.ofSeconds(30));

    assertThat(call.ended()).isEqualTo(EndReason.AGENT_UNAVAILABLE);
    assertThat(line.leftovers()).isZero();
  }

  @Test
  void aSynthesizerThatFailsWhileItRingsRefusesTheCall() {
    line.providers().failingSentences = 1;
    SimCall call = line.ring("tutor");

    line.runUntilAllEnded(Duration.ofSeconds(5));

    assertThat(call.logged(AgentOrder.Refuse.class)).hasSize(1);
    assertThat(call.logged(AgentOrder.Answer.class)).isEmpty();
    assertThat(line.leftovers()).isZero();
  }
}
