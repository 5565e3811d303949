package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.Rules;
import io.parley.agent.sim.SimCall;
import io.parley.agent.sim.SimCall.CallerStep;
import io.parley.agent.sim.SimLine;
import io.parley.agent.sim.SimLine.Link;
import io.parley.agent.think.Responder;
import io.parley.agent.think.Responder.Cue;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.link.AgentOrder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent that is somebody and may talk for a while only. */
@ParameterizedClass
@EnumSource(Link.class)
class PersonaTest {
  private static final Responder.Persona ADA =
      new Responder.Persona("You are Ada.", "", "Hello, this is Ada.", "Bye from Ada.");

  private final SimLine line;

  PersonaTest(Link link) {
    line = SimLine.of(link, ADA, Map.of(), new Rules.Limit(20_000, "Our time is over."), 7);
  }

  @Test
  void everyTurnIsAskedOfThisPersona() {
    line.ring("ada", new CallerStep.Say("who are you"));
    line.run(Duration.ofSeconds(8));
    assertThat(line.asked(Cue.GREETING)).extracting(Responder.Ask::persona).containsExactly(ADA);
    assertThat(line.asked(Cue.SAID)).extracting(Responder.Ask::persona).containsExactly(ADA);
  }

  @Test
  void recordingIsOrderedBeforeTheAnswer() {
    SimCall call = line.ring("ada", new CallerStep.Say("who are you"));
    line.run(Duration.ofSeconds(8));
    assertThat(call.logged(AgentOrder.RecordCall.class))
        .extracting(AgentOrder.RecordCall::keepDays)
        .containsExactly(7);
    assertThat(call.logged(AgentOrder.Order.class))
        .extracting(order -> order.getClass().getSimpleName())
        .containsSubsequence("RecordCall", "Answer");
  }

  @Test
  void sayingThatTimeIsOverEndsTheCallWhoeverHasTheFloor() {
    SimCall call = line.ring("ada", new CallerStep.Say("tell me a story"));
    line.run(Duration.ofSeconds(40));
    assertThat(line.facts(CallFact.TurnCompleted.class).getLast().generated())
        .isEqualTo("Our time is over.");
    AgentOrder.HangUp end = call.logged(AgentOrder.HangUp.class).getLast();
    assertThat(end.reason()).isEqualTo(EndReason.MAX_DURATION);
    assertThat(line.decisions("limit")).hasSize(1);
    assertThat(line.leftovers()).isZero();
  }
}
