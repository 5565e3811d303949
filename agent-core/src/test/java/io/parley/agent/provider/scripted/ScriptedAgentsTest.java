package io.parley.agent.provider.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.sim.SimCall;
import io.parley.agent.sim.SimCall.CallerStep;
import io.parley.agent.sim.SimLine;
import io.parley.agent.sim.SimLine.Link;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeFact;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedAgentsTest {
  private static SimLine line(Link link) {
    return new SimLine(
        link, (providers, clock) -> new ScriptedAgents(clock, duration -> {}), runner -> {});
  }

  @ParameterizedTest
  @EnumSource(Link.class)
  void theSimulatedAgentAnswersEachUtteranceAsSoonAsItEnds(Link link) {
    SimLine line = line(link);
    SimCall call =
        line.ring(
            "simulated",
            new CallerStep.Wait(1000),
            new CallerStep.Say("a sentence of some length"),
            new CallerStep.Say("another one"),
            new CallerStep.Wait(500));

    line.run(Duration.ofSeconds(12));

    assertThat(call.logged(EdgeFact.UtteranceFinished.class)).hasSize(2);
    for (int turn = 0; turn < 2; turn++) {
      long ended = call.atMs(EdgeFact.SpeechEnded.class, turn);
      assertThat(call.atMs(AgentOrder.BeginUtterance.class, turn)).isEqualTo(ended);
    }
  }

  @ParameterizedTest
  @EnumSource(Link.class)
  void delaysOfTheHeaderAreKept(Link link) {
    SimLine line = line(link);
    SimCall call =
        line.ring(
            "simulated",
            Map.of("x-parley-sim", "stt=100,llm=250,tts=0"),
            new CallerStep.Say("a sentence of some length"));

    line.run(Duration.ofSeconds(6));

    long waited =
        call.atMs(AgentOrder.BeginUtterance.class, 0) - call.atMs(EdgeFact.SpeechEnded.class, 0);
    assertThat(waited).isBetween(350L, 370L);
  }

  @ParameterizedTest
  @EnumSource(Link.class)
  void theMonologueGoesOnWhereItStopped(Link link) {
    SimLine line = line(link);
    SimCall call =
        line.ring("monologue", new CallerStep.Over(5000, "may I say something", 1500, -20));

    line.run(Duration.ofSeconds(12));
    call.then(new CallerStep.HangUp());
    line.run(Duration.ofMillis(100));

    CallFact.TurnCompleted first = turns(line).getFirst();
    assertThat(first.interrupted()).isTrue();
    assertThat(first.generated()).startsWith(first.heard());
    String rest = first.generated().substring(first.heard().length()).strip();
    CallFact.TurnCompleted second = turns(line).get(1);
    assertThat(second.generated()).startsWith("All right, I am going on. " + rest.substring(0, 40));
    assertThat(line.agents().counters().live()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Link.class)
  void aClickDoesNotStopTheMonologue(Link link) {
    SimLine line = line(link);
    SimCall call = line.ring("monologue", new CallerStep.Over(3000, "", 100, -20));

    line.run(Duration.ofSeconds(6));

    assertThat(call.logged(AgentOrder.AbandonUtterance.class)).isEmpty();
    long clickEnds = call.atMs(EdgeFact.SpeechStarted.class, 0) + 40;
    assertThat(call.atMs(EdgeFact.UtteranceResumed.class, 0) - clickEnds).isLessThan(500);
  }

  private static java.util.List<CallFact.TurnCompleted> turns(SimLine line) {
    return line.journal.stream()
        .filter(CallFact.TurnCompleted.class::isInstance)
        .map(CallFact.TurnCompleted.class::cast)
        .toList();
  }
}
