package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.sim.SimCall.CallerStep;
import io.parley.agent.sim.SimLine;
import io.parley.agent.sim.SimLine.Link;
import io.parley.agent.sim.StateChecks;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.SpokenWords.Line;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a call while it is spoken, and what is on record of words nobody answered. */
class SpokenWordsTest {
  private static final String ANSWER = "You said tell me a story. That is a long story";

  private final SimLine line =
      new SimLine(Link.DIRECT, TurnProfile.CONVERSATIONAL, StateChecks::survivesJson);

  private List<String> told(String role) {
    return line.words.stream()
        .flatMap(words -> words.lines().stream())
        .filter(each -> each.role().equals(role))
        .map(Line::text)
        .distinct()
        .toList();
  }

  @Test
  void bothSidesAreToldWordByWordBeforeTheirTurnIsOnRecord() {
    line.ring("tutor", new CallerStep.Say("tell me a story"));

    line.run(
        Duration.ofSeconds(20),
        now -> now.words.stream().anyMatch(words -> words.toString().contains("That is a long")));

    assertThat(told("caller")).startsWith("tell", "tell me").endsWith("tell me a story");
    List<String> answer = told("agent").stream().filter(ANSWER::startsWith).toList();
    assertThat(answer).hasSizeGreaterThan(5).doesNotContain("");
    assertThat(answer).isSortedAccordingTo((a, b) -> Integer.compare(a.length(), b.length()));
    List<Line> last = line.words.getLast().lines();
    assertThat(last).extracting(Line::role).containsExactly("caller", "agent");
    assertThat(line.facts(CallFact.TurnCompleted.class))
        .extracting(CallFact.TurnCompleted::said)
        .containsExactly("");
  }

  @Test
  void nothingIsLeftOnceItIsOnRecordAndNoTimerAfterTheCall() {
    line.ring("tutor", new CallerStep.Say("tell me a story"), new CallerStep.HangUp());

    line.run(Duration.ofSeconds(20), now -> now.facts(CallFact.TurnCompleted.class).size() == 2);
    line.run(Duration.ofMillis(40));
    assertThat(line.words.getLast().lines()).isEmpty();
    line.runUntilAllEnded(Duration.ofSeconds(20));
    assertThat(line.leftovers()).isZero();
  }

  @Test
  void wordsComeFourTimesASecondAtMostAndOnceMoreWithEachTurn() {
    line.ring(
        "tutor",
        new CallerStep.Say("tell me a story"),
        new CallerStep.Over(1500, "stop that please", 1000, -20));

    line.run(Duration.ofSeconds(12));

    long seconds = line.words.getLast().atMs() / 1000 + 1;
    int turns = line.facts(CallFact.TurnCompleted.class).size();
    assertThat(line.words).hasSizeBetween(20, (int) (4 * seconds + turns));
    assertThat(told("caller")).contains("stop that please");
  }

  @Test
  void whatIsOrderedIsToldAsTheOperators() {
    line.ring(
        "tutor",
        new CallerStep.Wait(4_000),
        new CallerStep.Outside(
            new CallOrder.Say("We close in five minutes.", false, true, "user:1")));

    line.run(Duration.ofSeconds(12), now -> !now.facts(CallFact.OperatorSaid.class).isEmpty());

    assertThat(told("operator")).hasSizeGreaterThan(2).startsWith("We");
  }

  @Test
  void anUnansweredQuestionIsOnRecordWhenTheCallerHangsUp() {
    line.providers().replyMs = 4_000;
    line.ring(
        "tutor",
        new CallerStep.Say("tell me a story"),
        new CallerStep.Wait(2_500),
        new CallerStep.HangUp());

    line.runUntilAllEnded(Duration.ofSeconds(30));

    CallFact.TurnCompleted last = line.facts(CallFact.TurnCompleted.class).getLast();
    assertThat(last.said()).isEqualTo("tell me a story");
    assertThat(last.generated()).isEmpty();
    assertThat(last.interrupted()).isFalse();
  }

  @Test
  void wordsCutOffByTheHangUpAreOnRecordAsFarAsTheyWereUnderstood() {
    line.ring(
        "tutor",
        new CallerStep.Say("i have to go now because of the rain"),
        new CallerStep.Wait(1_000),
        new CallerStep.HangUp());

    line.runUntilAllEnded(Duration.ofSeconds(30));

    CallFact.TurnCompleted last = line.facts(CallFact.TurnCompleted.class).getLast();
    assertThat(last.said()).startsWith("i have").isSubstringOf("i have to go now because of");
  }
}
