package io.parley.loadtests.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Four callers that sit in noise of −45 dBFS while the monologue (9199) goes on, beside one in
 * silence. What is measured: how often it pauses or is abandoned though nobody spoke. Owned by
 * main.
 */
final class NoiseCast implements Cast {
  private static final double LEVEL_DBFS = -45;
  private static final int SECONDS = 20;

  private final LoadOptions options;
  private final List<CaptureAct> acts = new ArrayList<>();
  private final List<String> kinds = List.of("white", "pink", "hum", "babble");

  NoiseCast(LoadOptions options) {
    this.options = options;
  }

  @Override
  public void rehearse(Stimuli stimuli) throws IOException {
    int room = (int) options.steady().toSeconds() + 30;
    NoiseSignal noise = new NoiseSignal(SECONDS, LEVEL_DBFS);
    Stimuli.Phrase none = stimuli.add(new short[160]);
    acts.add(new CaptureAct(none, -1, 0, room));
    for (short[] pcm : List.of(noise.white(), noise.pink(), noise.hum(), noise.babble())) {
      acts.add(new CaptureAct(stimuli.add(pcm), 0, 0, room));
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
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    byte[] reference = acts.getFirst().heard();
    for (int index = 0; index < kinds.size(); index++) {
      byte[] heard = acts.get(index + 1).heard();
      Alignment alignment = new Alignment(reference, heard);
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      List<Alignment.Gap> gaps = alignment.gaps();
      one.put("pauses", gaps.stream().filter(gap -> !gap.isAbandoned()).count());
      one.put("abandoned", gaps.stream().filter(Alignment.Gap::isAbandoned).count());
      one.put("heard_s", heard.length / 8_000);
      one.put("matched_s", alignment.matched() / 8_000);
      out.put("noise_" + kinds.get(index), one);
    }
    return out;
  }
}
