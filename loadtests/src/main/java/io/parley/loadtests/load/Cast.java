package io.parley.loadtests.load;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The callers of one scenario: what they say, how they act, what came out. Owned by main. */
interface Cast {
  static Cast of(LoadOptions options) {
    return switch (options.scenario()) {
      case STREAM -> new StreamCast(options);
      case V2V -> new DialogCast(options);
      case BARGE -> new BargeCast(options);
      case CLICK -> new ClickCast(options);
      case NOISE -> new NoiseCast(options);
    };
  }

  /** Puts what is to be said into {@code stimuli}. */
  void rehearse(Stimuli stimuli) throws IOException;

  /** One act for each call, after {@link #rehearse}. */
  List<CallerAct> acts();

  /** Whether enough has been measured to stop before time. Asked by main while the loop runs. */
  boolean isComplete();

  /** The scenario's own figures, after the loop has ended. */
  Map<String, @Nullable Object> figures();
}
