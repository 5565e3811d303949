package io.parley.loadtests.load;

import io.parley.loadtests.stats.Percentiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Callers that click into the monologue (9199) every few seconds, beside one that only listens.
 * What is measured: whether speech paused, after how long it was back, and whether any of it got
 * lost. Owned by main.
 */
final class ClickCast implements Cast {
  private static final int EVERY_SLOTS = 200;
  private static final long REACTION_NS = 1_500_000_000L;

  private final LoadOptions options;
  private final List<CaptureAct> acts = new ArrayList<>();

  ClickCast(LoadOptions options) {
    this.options = options;
  }

  @Override
  public void rehearse(Stimuli stimuli) {
    Stimuli.Phrase clicks = stimuli.add(NoiseSignal.clicks());
    int seconds = (int) options.steady().toSeconds() + 30;
    acts.add(new CaptureAct(clicks, -1, 0, seconds));
    for (int index = 0; index < options.calls(); index++) {
      acts.add(new CaptureAct(clicks, EVERY_SLOTS, 50 + index * 17 % 150, seconds));
    }
  }

  @Override
  public List<CallerAct> acts() {
    return List.copyOf(acts);
  }

  @Override
  public boolean isComplete() {
    return false;
  }

  @Override
  public Map<String, @Nullable Object> figures() {
    Percentiles backMs = new Percentiles();
    long paused = 0;
    long abandoned = 0;
    long mostLost = 0;
    long mostRepeated = 0;
    long clicks = 0;
    long unexplained = 0;
    byte[] reference = acts.getFirst().heard();
    for (CaptureAct act : acts.subList(1, acts.size())) {
      clicks += act.onsets();
      for (Alignment.Gap gap : new Alignment(reference, act.heard()).gaps()) {
        long onsetNs = onsetBefore(act, act.arrivalNs(gap.from()));
        if (onsetNs == 0) {
          unexplained++;
        } else if (gap.isAbandoned()) {
          abandoned++;
        } else {
          paused++;
          backMs.add((act.arrivalNs(gap.to()) - onsetNs) / 1e6);
          mostLost = Math.max(mostLost, gap.lost());
          mostRepeated = Math.max(mostRepeated, gap.repeated());
        }
      }
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("click_bursts", clicks);
    out.put("pauses", paused);
    out.put("speech_back_after_ms", LoadReport.summary(backMs));
    out.put("most_samples_lost", mostLost);
    out.put("most_samples_repeated", mostRepeated);
    out.put("abandoned", abandoned);
    out.put("gaps_without_a_click", unexplained);
    return out;
  }

  private static long onsetBefore(CaptureAct act, long gapNs) {
    for (int index = act.onsets() - 1; index >= 0; index--) {
      long sinceNs = gapNs - act.onsetNs(index);
      if (sinceNs >= 0) {
        return sinceNs < REACTION_NS ? act.onsetNs(index) : 0;
      }
    }
    return 0;
  }
}
