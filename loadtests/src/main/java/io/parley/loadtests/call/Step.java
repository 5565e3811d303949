package io.parley.loadtests.call;

import io.parley.loadtests.audio.Sound;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One thing the caller does in a call. A value. */
sealed interface Step {
  /** What the person at the terminal sees of it. */
  String label();

  /**
   * Audio at 8 kHz, played once.
   *
   * @param interruptAfter how long the agent may speak before this is said; null: until it has
   *     finished
   */
  record Say(String label, Sound sound, @Nullable Duration interruptAfter) implements Step {}

  /** Keys pressed, sent as telephone events. */
  record Keys(String digits) implements Step {
    @Override
    public String label() {
      return "[keys " + digits + "]";
    }
  }
}
