package io.parley.control;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.session.SessionAgent;
import io.parley.kernel.session.SessionTalk;
import io.parley.kernel.session.SessionTrace;
import io.parley.kernel.session.SessionTurn;
import io.parley.kernel.session.SessionWords;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Conversations of a test's: every turn is answered by what was said and how often, which is its
 * state; "goodbye" ends them, "break" breaks.
 */
public final class ScriptedTalk implements SessionTalk {
  /** Who was asked, in order. */
  public final List<SessionAgent> asked = new CopyOnWriteArrayList<>();

  /** What recordings come to; empty: everything is heard as "what is lava". */
  public final LinkedBlockingQueue<Outcome<SessionWords>> heard = new LinkedBlockingQueue<>();

  /** Recordings that were to be heard. */
  public final List<Pcm> recordings = new CopyOnWriteArrayList<>();

  private volatile @Nullable CountDownLatch held;

  /** Turns wait until the latch is down. */
  public void hold(CountDownLatch latch) {
    held = latch;
  }

  @Override
  public Outcome<SessionTurn> begin(SessionAgent agent) {
    asked.add(agent);
    return new Outcome.Done<>(turn(agent, "0", "Hello, I am " + agent.agent().name() + ".", null));
  }

  @Override
  public Outcome<SessionTurn> say(SessionAgent agent, String state, SessionWords words)
      throws InterruptedException {
    asked.add(agent);
    CountDownLatch latch = held;
    if (latch != null && !latch.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the test let nobody on");
    }
    if (words.text().equals("break")) {
      return new Outcome.Failed<>(new Fault.Unavailable("the brain fell over", Fault.Retry.LATER));
    }
    int turns = Integer.parseInt(state) + 1;
    String reply = words.text().isBlank() ? "" : turns + ": " + words.text();
    EndReason ended = words.text().equals("goodbye") ? EndReason.AGENT_HANGUP : null;
    return new Outcome.Done<>(turn(agent, String.valueOf(turns), reply, ended));
  }

  private static SessionTurn turn(
      SessionAgent agent, String state, String reply, @Nullable EndReason ended) {
    SessionTrace trace =
        new SessionTrace(
            Integer.parseInt(state),
            "said",
            "listening",
            List.of(new CallFact.Decided(5, "LISTENING", "end-of-turn", Map.of("words", "3"))),
            new SessionTrace.LessonStep("lava", "Lava", "explain.point", Map.of(), Map.of()),
            "tutor",
            List.of(new CallFact.ProviderUsed(5, "llm", "tutor", "ok", 3)),
            new SessionTrace.Stages(350L, 0L, 352L, null, null),
            agent.values(),
            new SessionTrace.Texts("", "", ""),
            7);
    return new SessionTurn(state, reply, ended, 10, trace);
  }

  @Override
  public Outcome<SessionWords> hear(SessionAgent agent, String state, Pcm recording) {
    recordings.add(recording);
    Outcome<SessionWords> next = heard.poll();
    return next == null
        ? new Outcome.Done<>(new SessionWords("what is lava", 0.75, 900, 40, "ears"))
        : next;
  }

  @Override
  public Outcome<Pcm> speak(String text, String voice, double speed) {
    return new Outcome.Done<>(new Pcm(new short[(int) (16_000 / speed)], 16_000));
  }

  @Override
  public List<String> voices() {
    return List.of("default");
  }

  @Override
  public List<String> languages() {
    return List.of("en");
  }
}
