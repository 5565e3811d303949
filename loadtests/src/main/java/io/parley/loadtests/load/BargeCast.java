package io.parley.loadtests.load;

import io.parley.loadtests.audio.Sound;
import io.parley.loadtests.stats.Percentiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Callers that break into the agent's speech (9199): with a crisp voice and, every other time, with
 * one that begins as speech does. Owned by main.
 */
final class BargeCast implements Cast {
  /** Without a comma: a pause would be taken for the end. */
  static final String CRISP = "is our area really in the lower one now";

  static final String NATURAL = "hello I am wondering about one more";

  private final LoadOptions options;
  private final BargeAct.Figures figures = new BargeAct.Figures();
  private final List<BargeAct.Manner> manners = new ArrayList<>();

  BargeCast(LoadOptions options) {
    this.options = options;
  }

  @Override
  public void rehearse(Stimuli stimuli) throws IOException {
    manners.add(manner(stimuli, SpeechSignal.crisp(CRISP)));
    manners.add(manner(stimuli, SpeechSignal.natural(NATURAL)));
  }

  private static BargeAct.Manner manner(Stimuli stimuli, short[] pcm) {
    int firstLoud = new Sound(pcm, 8_000).firstLoudFrame();
    return new BargeAct.Manner(stimuli.add(pcm), firstLoud, new Percentiles());
  }

  @Override
  public List<CallerAct> acts() {
    List<CallerAct> acts = new ArrayList<>();
    for (int index = 0; index < options.calls(); index++) {
      acts.add(new BargeAct(manners.toArray(BargeAct.Manner[]::new), index, figures));
    }
    return acts;
  }

  @Override
  public boolean isComplete() {
    return options.count() > 0 && figures.crispMeasured >= options.count();
  }

  @Override
  public Map<String, @Nullable Object> figures() {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("barge_in_stop_ms", LoadReport.summary(manners.get(0).stopMs()));
    out.put("barge_in_stop_natural_ms", LoadReport.summary(manners.get(1).stopMs()));
    out.put("interruptions_not_obeyed", figures.failed);
    return out;
  }
}
