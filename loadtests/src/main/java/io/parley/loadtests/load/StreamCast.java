package io.parley.loadtests.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Callers that speak without end. Owned by main. */
final class StreamCast implements Cast {
  private final int calls;
  private Stimuli.@Nullable Phrase phrase;

  StreamCast(LoadOptions options) {
    this.calls = options.calls();
  }

  @Override
  public void rehearse(Stimuli stimuli) throws IOException {
    phrase = stimuli.add(SpeechSignal.talk());
  }

  @Override
  public List<CallerAct> acts() {
    Stimuli.Phrase said = java.util.Objects.requireNonNull(phrase, "rehearse comes first");
    List<CallerAct> acts = new ArrayList<>();
    for (int index = 0; index < calls; index++) {
      acts.add(new StreamAct(said, index * 7));
    }
    return acts;
  }

  @Override
  public boolean isComplete() {
    return false;
  }

  @Override
  public Map<String, @Nullable Object> figures() {
    return Map.of();
  }
}
