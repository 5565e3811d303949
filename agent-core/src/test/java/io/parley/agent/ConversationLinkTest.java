package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.hear.Expectation;
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
import io.parley.kernel.link.EdgeFact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole conversations over simulated media, over the direct link and over its twin. */
@ParameterizedClass
@EnumSource(Link.class)
class ConversationLinkTest {
  private final SimLine line;

  ConversationLinkTest(Link link) {
    line = new SimLine(link, TurnProfile.CONVERSATIONAL, StateChecks::survivesJson);
  }

  @Test
  void answersOnlyWhenTheGreetingIsReady() {
    SimCall call = line.ring("tutor");

    line.run(Duration.ofSeconds(1));

    assertThat(call.atMs(AgentOrder.Answer.class, 0))
        .isGreaterThanOrEqualTo(call.atMs(AgentOrder.Say.class, 0));
    assertThat(call.atMs(EdgeFact.UtteranceAudible.class, 0))
        .isLessThanOrEqualTo(call.atMs(EdgeFact.CallAnswered.class, 0) + 40);
  }

  @Test
  void answersWithoutAGreetingWhenThatTakesTooLong() {
    line.providers().replyMs = 6_000;
    SimCall call = line.ring("tutor");

    line.run(Duration.ofSeconds(4));

    assertThat(call.atMs(AgentOrder.Answer.class, 0)).isBetween(2_990L, 3_040L);
  }

  @Test
  void saysGoodbyeAndHangsUpAtOnce() {
    SimCall call =
        line.ring("tutor", new CallerStep.Say("tell me a story"), new CallerStep.Say("goodbye"));

    line.runUntilAllEnded(Duration.ofSeconds(60));

    assertThat(call.ended()).isEqualTo(EndReason.AGENT_HANGUP);
    long saidGoodbye = call.atMs(EdgeFact.SpeechEnded.class, 1);
    assertThat(call.atMs(AgentOrder.HangUp.class, 0) - saidGoodbye).isLessThan(3_000);
    assertThat(line.facts(CallFact.TurnCompleted.class))
        .extracting(CallFact.TurnCompleted::said)
        .containsExactly("", "tell me a story", "goodbye");
    assertThat(line.facts(CallFact.TurnCompleted.class))
        .allMatch(turn -> turn.heard().equals(turn.generated()) && !turn.interrupted());
    assertThat(line.facts(CallFact.ToolCalled.class))
        .singleElement()
        .satisfies(tool -> {
          assertThat(tool.name()).isEqualTo("end_call");
          assertThat(tool.turn()).isEqualTo(2);
        });
    assertThat(line.leftovers()).isZero();
    assertThat(line.agents().counters().live()).isZero();
  }

  @Test
  void everyTurnTellsWhereItsTimeWent() {
    line.ring("tutor", new CallerStep.Say("tell me a story"), new CallerStep.Say("goodbye"));

    line.runUntilAllEnded(Duration.ofSeconds(60));

    CallFact.TurnLatency latency = line.facts(CallFact.TurnCompleted.class).get(1).latency();
    assertThat(latency.endOfTurnMs()).isBetween(590L, 640L);
    assertThat(latency.transcriptMs()).isBetween(400L, 440L);
    assertThat(latency.firstTokenMs() - latency.endOfTurnMs()).isBetween(195L, 225L);
    assertThat(latency.firstAudioMs()).isGreaterThanOrEqualTo(latency.firstTokenMs());
    assertThat(latency.onWireMs() - latency.firstAudioMs()).isBetween(0L, 40L);
  }

  @Test
  void everyProviderOfATurnTellsHowLongItTook() {
    line.ring("tutor", new CallerStep.Say("tell me a story"), new CallerStep.Say("goodbye"));

    line.runUntilAllEnded(Duration.ofSeconds(60));

    long answers =
        line.facts(CallFact.TurnCompleted.class).stream()
            .filter(turn -> turn.latency().firstAudioMs() >= 0)
            .count();
    for (String stage : List.of("stt", "llm", "tts")) {
      List<CallFact.ProviderUsed> uses =
          line.facts(CallFact.ProviderUsed.class).stream()
              .filter(use -> use.stage().equals(stage) && use.outcome().equals("ok"))
              .toList();
      assertThat(uses).as(stage).isNotEmpty().allMatch(use -> use.tookMs() <= 500);
    }
    assertThat(line.facts(CallFact.ProviderUsed.class))
        .filteredOn(use -> use.stage().equals("tts"))
        .hasSizeGreaterThanOrEqualTo((int) answers);
  }

  @Test
  void aTurnGoesOnAfterAWordThatPromisesMore() {
    line.ring(
        "tutor",
        new CallerStep.Say("i think it is because"),
        new CallerStep.Wait(900),
        new CallerStep.SayNow("of the light"));

    line.run(Duration.ofSeconds(12));

    assertThat(line.asked(Cue.SAID))
        .extracting(Responder.Ask::said)
        .containsExactly("i think it is because of the light");
  }

  @Test
  void aCallerWhoGoesOnBeforeTheReplyIsHeardIsHeardOut() {
    line.providers().replyMs = 900;
    line.ring(
        "tutor",
        new CallerStep.Say("tell me about plants"),
        new CallerStep.Wait(2100),
        new CallerStep.SayNow("the green ones"));

    line.run(Duration.ofSeconds(14));

    assertThat(line.providers().cancelled).isEqualTo(1);
    assertThat(line.asked(Cue.SAID))
        .extracting(Responder.Ask::said)
        .containsExactly("tell me about plants", "tell me about plants the green ones");
    assertThat(line.asked(Cue.SAID).get(1).memory())
        .isEqualTo(line.asked(Cue.SAID).get(0).memory());
  }

  @Test
  void silenceIsPromptedTwiceThenTheCallEnds() {
    SimCall call = line.ring("tutor");

    line.runUntilAllEnded(Duration.ofSeconds(60));

    assertThat(line.asked(Cue.SILENCE)).extracting(Responder.Ask::count).containsExactly(1, 2);
    assertThat(call.ended()).isEqualTo(EndReason.INACTIVITY);
    assertThat(line.facts(CallFact.TurnCompleted.class).getLast().heard()).contains("Goodbye");
    assertThat(line.leftovers()).isZero();
  }

  @Test
  void nobodyIsPromptedOnHold() {
    SimCall call = line.ring("tutor", new CallerStep.Wait(3000), new CallerStep.Hold(true));

    line.run(Duration.ofSeconds(40));

    assertThat(line.asked(Cue.SILENCE)).isEmpty();
    assertThat(call.ended()).isNull();
  }

  @Test
  void keysAreCollectedWhereANumberIsExpected() {
    line.providers().expectation = new Expectation(Expectation.Kind.NUMBER, List.of());
    line.ring(
        "tutor",
        new CallerStep.Press('4'),
        new CallerStep.PressNow('1'),
        new CallerStep.PressNow('5'));

    line.run(Duration.ofSeconds(10));

    assertThat(line.asked(Cue.DIGIT)).extracting(Responder.Ask::said).containsExactly("415");
  }

  @Test
  void aCallerWhoHangsUpLeavesNothingBehind() {
    SimCall call =
        line.ring(
            "tutor",
            new CallerStep.Say("tell me a story"),
            new CallerStep.Over(900, "", 20, -60),
            new CallerStep.HangUp());

    line.runUntilAllEnded(Duration.ofSeconds(30));

    assertThat(call.ended()).isEqualTo(EndReason.CALLER_HANGUP);
    CallFact.TurnCompleted last = line.facts(CallFact.TurnCompleted.class).getLast();
    assertThat(last.interrupted()).isTrue();
    assertThat(last.heard().length()).isBetween(5, 20);
    assertThat(line.leftovers()).isZero();
    assertThat(line.agents().counters().live()).isZero();
  }
}
