package io.parley.loadtests.call;

import static io.parley.loadtests.call.CallScript.Wish.HANG_UP;
import static io.parley.loadtests.call.CallScript.Wish.NEXT_STEP;
import static io.parley.loadtests.call.CallScript.Wish.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.loadtests.audio.Sound;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallScriptTest {
  private static final long MS = 1_000_000L;
  private static final CallScript.Patience PATIENCE =
      new CallScript.Patience(
          Duration.ofMillis(1_200),
          Duration.ofSeconds(4),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60));

  private final AgentEar ear = new AgentEar();
  private long nowMs = 1_000;

  private static Step say(@Nullable Duration interruptAfter) {
    return new Step.Say("words", new Sound(new short[1_600], 8_000), interruptAfter);
  }

  private CallScript answered(Step... steps) {
    CallScript script = new CallScript(List.of(steps), PATIENCE, ear);
    script.onAnswered(nowMs * MS);
    return script;
  }

  /** Ticks until the script wants something or {@code forMs} are over. */
  private CallScript.Wish tick(CallScript script, long forMs, boolean agentSpeaks) {
    for (long endMs = nowMs + forMs; nowMs < endMs; nowMs += 20) {
      ear.onFrame(agentSpeaks ? -20 : -70, nowMs * MS);
      CallScript.Wish wish = script.onTick(nowMs * MS);
      if (wish != NOTHING) {
        return wish;
      }
    }
    return NOTHING;
  }

  private void speak(CallScript script, long forMs, boolean agentSpeaks) {
    script.begin(nowMs * MS);
    script.onFirstLoudSent(nowMs * MS);
    tick(script, forMs, agentSpeaks);
    script.onLastLoudSent(nowMs * MS);
    script.onStepEnded(nowMs * MS);
  }

  @Test
  void waitsForTheGreetingToFinish() {
    CallScript script = answered(say(null));
    assertThat(tick(script, 3_000, true)).isEqualTo(NOTHING);
    assertThat(tick(script, 1_160, false)).isEqualTo(NOTHING);
    assertThat(tick(script, 100, false)).isEqualTo(NEXT_STEP);
  }

  @Test
  void speaksFirstWhenNobodyGreets() {
    CallScript script = answered(say(null));
    assertThat(tick(script, 3_900, false)).isEqualTo(NOTHING);
    assertThat(tick(script, 200, false)).isEqualTo(NEXT_STEP);
  }

  @Test
  void measuresTheReplyFromTheLastWordAndHangsUpAfterIt() {
    CallScript script = answered(say(null));
    tick(script, 5_000, false);
    speak(script, 1_000, false);
    tick(script, 400, false);
    assertThat(tick(script, 2_000, true)).isEqualTo(NOTHING);
    assertThat(tick(script, 2_000, false)).isEqualTo(HANG_UP);
    Turn turn = script.turns().getFirst();
    assertThat(turn.replyMs()).isEqualTo(400.0);
    assertThat(turn.bargeInMs()).isNull();
    assertThat(turn.replyEndNs - turn.replyNs).isEqualTo(2_000 * MS);
  }

  @Test
  void goesOnWhenNoReplyComes() {
    CallScript script = answered(say(null), say(null));
    tick(script, 5_000, false);
    speak(script, 1_000, false);
    assertThat(tick(script, 9_900, false)).isEqualTo(NOTHING);
    assertThat(tick(script, 200, false)).isEqualTo(NEXT_STEP);
  }

  @Test
  void breaksInAfterTheTimeAskedForAndMeasuresTheStop() {
    CallScript script = answered(say(Duration.ofSeconds(1)));
    assertThat(tick(script, 5_000, true)).isEqualTo(NEXT_STEP);
    assertThat(nowMs).isEqualTo(2_000);
    script.begin(nowMs * MS);
    script.onFirstLoudSent(nowMs * MS);
    nowMs += 20;
    tick(script, 80, true);
    tick(script, 1_000, false);
    assertThat(script.turns().getFirst().bargeInMs()).isEqualTo(100.0);
  }

  @Test
  void doesNotTakeTheTailOfAnInterruptedAgentForAReply() {
    CallScript script = answered(say(Duration.ofSeconds(1)));
    tick(script, 5_000, true);
    speak(script, 100, true);
    tick(script, 60, true);
    tick(script, 500, false);
    assertThat(script.turns().getFirst().replyMs()).isNull();
    tick(script, 200, true);
    assertThat(script.turns().getFirst().replyMs()).isEqualTo(560.0);
  }
}
