package io.parley.agent.provider.scripted;

import io.parley.agent.hear.Expectation;
import io.parley.agent.think.Responder;
import io.parley.kernel.time.Timers;
import java.time.Duration;
import java.util.Map;

/** Answers whatever the caller says with one phrase (number 9198); does not greet. */
final class SimulatedResponder implements Responder {
  static final String PHRASE = "Thank you, I have heard every word of it.";
  private static final End END = new End(Map.of(), Expectation.OPEN, false, false);

  private final Duration delay;
  private final Timers timers;

  SimulatedResponder(int delayMs, Timers timers) {
    this.delay = Duration.ofMillis(delayMs);
    this.timers = timers;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Reply reply(Ask ask, Listener listener) {
    if (ask.cue() == Cue.GREETING) {
      listener.done(END);
      return () -> {};
    }
    if (delay.isZero()) {
      speak(listener);
      return () -> {};
    }
    return timers.after(delay, () -> speak(listener))::cancel;
  }

  private static void speak(Listener listener) {
    listener.piece(PHRASE);
    listener.done(END);
  }
}
