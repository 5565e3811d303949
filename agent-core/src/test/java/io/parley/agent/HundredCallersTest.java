package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.run.ConversationRunner;
import io.parley.agent.sim.SimCall;
import io.parley.agent.sim.SimCall.CallerStep;
import io.parley.agent.sim.SimLine;
import io.parley.agent.sim.StateChecks;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hundred callers at once, each with a script of his own, on a clock moved by hand. */
class HundredCallersTest {
  private static final int CALLERS = 100;
  private static final String[] WORDS = {
    "tell me a story", "what is a plant", "i think it is because", "four one", "yes", "next please"
  };

  private long steps;

  @ParameterizedTest
  @EnumSource(SimLine.Link.class)
  @Timeout(30)
  void hundredWholeConversationsEndAsTheirCallersMeantThemTo(SimLine.Link link) {
    SimLine line = new SimLine(link, TurnProfile.CONVERSATIONAL, this::checkSometimes);
    List<SimCall> calls = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      calls.add(line.ring("tutor", script(new Random(caller), caller)));
    }

    line.runUntilAllEnded(Duration.ofMinutes(4));

    assertThat(calls).allMatch(call -> call.ended() != null, "ended");
    for (int caller = 0; caller < CALLERS; caller++) {
      assertThat(calls.get(caller).ended()).as("caller %d", caller).isEqualTo(meant(caller));
    }
    assertThat(line.leftovers()).isZero();
    assertThat(line.agents().counters().live()).isZero();
    assertThat(line.agents().counters().mailRefused()).isZero();
    assertThat(line.journal.stream().filter(CallFact.TurnCompleted.class::isInstance).count())
        .isGreaterThan(CALLERS * 3L);
    assertThat(line.journal)
        .filteredOn(CallFact.TurnCompleted.class::isInstance)
        .allSatisfy(fact -> {
          CallFact.TurnCompleted turn = (CallFact.TurnCompleted) fact;
          assertThat(turn.generated()).startsWith(turn.heard());
        });
  }

  @Test
  void oneCallTooManyIsRefused() {
    SimLine line =
        new SimLine(SimLine.Link.DIRECT, (providers, clock) -> (tenant, call) -> null, r -> {});
    SimCall call = line.ring("nobody");

    line.run(Duration.ofMillis(100));

    assertThat(call.ended()).isEqualTo(EndReason.AGENT_UNAVAILABLE);
    assertThat(line.agents().counters().refused()).isEqualTo(1);
  }

  private void checkSometimes(ConversationRunner runner) {
    if (++steps % 23 == 0) {
      StateChecks.survivesJson(runner);
    }
  }

  private static EndReason meant(int caller) {
    return switch (caller % 3) {
      case 0 -> EndReason.AGENT_HANGUP;
      case 1 -> EndReason.CALLER_HANGUP;
      default -> EndReason.INACTIVITY;
    };
  }

  private static CallerStep[] script(Random random, int caller) {
    List<CallerStep> steps = new ArrayList<>();
    int turns = 2 + random.nextInt(3);
    for (int turn = 0; turn < turns; turn++) {
      steps.add(new CallerStep.Say(WORDS[random.nextInt(WORDS.length)]));
      switch (random.nextInt(6)) {
        case 0 -> steps.add(new CallerStep.Over(400 + random.nextInt(1500), "stop it", 700, -20));
        case 1 -> steps.add(new CallerStep.Over(400 + random.nextInt(1500), "", 100, -20));
        case 2 -> steps.add(new CallerStep.Over(400 + random.nextInt(1500), "uh huh", 500, -20));
        case 3 -> steps.add(new CallerStep.Press((char) ('0' + random.nextInt(10))));
        default -> steps.add(new CallerStep.Wait(random.nextInt(900)));
      }
    }
    switch (caller % 3) {
      case 0 -> steps.add(new CallerStep.Say("goodbye"));
      case 1 -> steps.add(new CallerStep.HangUp());
      default -> steps.add(new CallerStep.Wait(1));
    }
    return steps.toArray(CallerStep[]::new);
  }
}
