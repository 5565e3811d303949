package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.Rules;
import io.parley.agent.sim.SimCall;
import io.parley.agent.sim.SimCall.CallerStep;
import io.parley.agent.sim.SimLine;
import io.parley.agent.sim.SimLine.Link;
import io.parley.agent.think.Responder;
import io.parley.agent.think.Responder.Cue;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.link.AgentOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is ordered from outside a call, over the direct link and over its twin. */
@ParameterizedClass
@EnumSource(Link.class)
class OrdersTest {
  private static final Responder.Persona ADA =
      new Responder.Persona("You help {{customer | somebody}}.", "", "", "Bye, {{customer}}.");

  private final SimLine line;

  OrdersTest(Link link) {
    line = SimLine.of(link, ADA, Map.of("customer", "Eve"), Rules.Limit.NONE, 0);
  }

  private static CallerStep say(String text, boolean now) {
    return new CallerStep.Outside(new CallOrder.Say(text, now, true, "user:1"));
  }

  private List<String> operatorLines() {
    return line.facts(CallFact.OperatorSaid.class).stream()
        .map(CallFact.OperatorSaid::heard)
        .toList();
  }

  @Test
  void aLineIsSaidWhenNobodySpeaksAndIsRememberedAsTheAgentsOwn() {
    line.ring(
        "ada",
        new CallerStep.Say("tell me a story"),
        new CallerStep.Wait(1500),
        say("We close in five minutes. Please be brief.", false),
        new CallerStep.Say("i will"));

    line.run(Duration.ofSeconds(30));

    CallFact.OperatorSaid said = line.facts(CallFact.OperatorSaid.class).getFirst();
    assertThat(said.text()).isEqualTo("We close in five minutes. Please be brief.");
    assertThat(said.heard()).isEqualTo(said.text());
    assertThat(said.by()).isEqualTo("user:1");
    assertThat(line.facts(CallFact.TurnCompleted.class).get(1).interrupted()).isFalse();
    List<CallFact> spoken =
        line.journal.stream()
            .filter(fact ->
                fact instanceof CallFact.TurnCompleted || fact instanceof CallFact.OperatorSaid)
            .toList();
    assertThat(spoken.get(2)).isEqualTo(said);
    assertThat(line.asked(Cue.SAID).get(1).history().getLast())
        .isEqualTo(new Responder.Exchange("", said.text()));
  }

  @Test
  void aLineOrderedNowCutsTheAgentAndHistoryKeepsWhatWasHeard() {
    line.ring(
        "ada",
        new CallerStep.Say("tell me a story"),
        new CallerStep.Wait(2500),
        say("Stop here.", true));

    line.run(Duration.ofSeconds(15));

    CallFact.TurnCompleted cut = line.facts(CallFact.TurnCompleted.class).get(1);
    assertThat(cut.interrupted()).isTrue();
    assertThat(cut.generated()).startsWith(cut.heard());
    assertThat(cut.heard().length()).isLessThan(cut.generated().length());
    assertThat(operatorLines()).containsExactly("Stop here.");
  }

  @Test
  void aLineOrderedNowBeforeTheReplyIsHeardLosesNothingTheCallerSaid() {
    line.providers().replyMs = 2_000;
    line.ring(
        "ada",
        new CallerStep.Say("tell me a story"),
        new CallerStep.Wait(2_000),
        say("One moment.", true));

    line.run(Duration.ofSeconds(20));

    assertThat(operatorLines()).containsExactly("One moment.");
    assertThat(line.asked(Cue.SAID))
        .extracting(Responder.Ask::said)
        .containsExactly("tell me a story", "tell me a story");
    assertThat(line.asked(Cue.SAID).get(1).memory())
        .isEqualTo(line.asked(Cue.SAID).get(0).memory());
    assertThat(line.facts(CallFact.TurnCompleted.class).getLast().said())
        .isEqualTo("tell me a story");
  }

  @Test
  void aLineThatMustNotBeInterruptedIsNot() {
    SimCall call =
        line.ring(
            "ada",
            new CallerStep.Wait(6_000),
            new CallerStep.Outside(
                new CallOrder.Say("This call is recorded, please note.", false, false, "key:1")),
            new CallerStep.Over(600, "what did you say", 1000, -20));

    line.run(Duration.ofSeconds(14));

    assertThat(operatorLines()).containsExactly("This call is recorded, please note.");
    assertThat(call.logged(AgentOrder.BeginUtterance.class).get(1).policy())
        .isEqualTo(AgentOrder.InterruptPolicy.PROTECTED);
    assertThat(line.asked(Cue.SAID))
        .extracting(Responder.Ask::said)
        .containsExactly("what did you say");
  }

  @Test
  void moreLinesThanCanWaitAreRefusedAndOnRecord() {
    CallerStep[] steps = new CallerStep[12];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = say("Line " + (i + 1) + ".", false);
    }
    line.ring("ada", steps);

    line.run(Duration.ofSeconds(30));

    assertThat(operatorLines()).hasSize(8).startsWith("Line 1.", "Line 2.");
    assertThat(line.decisions("say-refused"))
        .hasSize(4)
        .allSatisfy(
            refused -> assertThat(refused.inputs()).containsEntry("why", "too many lines wait"));
  }

  @Test
  void whatWasNotSaidWhenTheCallEndedIsOnRecord() {
    line.ring("ada", say("Hello from the office.", false), new CallerStep.HangUp());

    line.runUntilAllEnded(Duration.ofSeconds(10));

    assertThat(operatorLines()).isEmpty();
    assertThat(line.decisions("say-refused"))
        .singleElement()
        .satisfies(refused ->
            assertThat(refused.inputs()).containsEntry("text", "Hello from the office."));
    assertThat(line.leftovers()).isZero();
  }

  @Test
  void aChangedContextHoldsFromTheNextTurnOnAndFillsTheAgentsTexts() {
    Map<String, String> changes =
        Map.of("topic", "light", "learning_goals", "a\nb", "variables.customer", "Zoë");
    line.ring(
        "ada",
        new CallerStep.Say("hello"),
        new CallerStep.Wait(3_000),
        new CallerStep.Outside(new CallOrder.UpdateContext(changes, "key:2")),
        new CallerStep.Say("go on"),
        new CallerStep.Wait(3_000),
        new CallerStep.Outside(new CallOrder.UpdateContext(Map.of("topic", ""), "key:2")),
        new CallerStep.Say("and on"));

    line.run(Duration.ofSeconds(40));

    List<Responder.Ask> asked = line.asked(Cue.SAID);
    assertThat(asked.get(0).context()).isEqualTo(CallContext.NOTHING);
    assertThat(asked.get(0).persona().prompt()).isEqualTo("You help Eve.");
    assertThat(asked.get(1).context().value(CallContext.TOPIC)).isEqualTo("light");
    assertThat(asked.get(1).context().learningGoals()).containsExactly("a", "b");
    assertThat(asked.get(1).persona().prompt()).isEqualTo("You help Zoë.");
    assertThat(asked.get(2).context().value(CallContext.TOPIC)).isEmpty();
    assertThat(asked.get(2).context().value("variables.customer")).isEqualTo("Zoë");
    assertThat(line.facts(CallFact.ContextUpdated.class).getFirst().changes()).isEqualTo(changes);
  }
}
