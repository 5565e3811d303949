package io.parley.loadtests.load;

import io.parley.loadtests.stats.Percentiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Callers that speak and wait for the reply (9198). Owned by main. */
final class DialogCast implements Cast {
  static final String WORDS = "all of it is easy enough to follow now";

  private final LoadOptions options;
  private final DialogAct.Figures figures = new DialogAct.Figures();
  private Stimuli.@Nullable Phrase phrase;

  DialogCast(LoadOptions options) {
    this.options = options;
  }

  @Override
  public void rehearse(Stimuli stimuli) throws IOException {
    phrase = stimuli.add(SpeechSignal.crisp(WORDS));
  }

  @Override
  public List<CallerAct> acts() {
    Stimuli.Phrase said = Objects.requireNonNull(phrase, "rehearse comes first");
    List<CallerAct> acts = new ArrayList<>();
    for (int index = 0; index < options.calls(); index++) {
      acts.add(new DialogAct(said, 40 + index * 13 % 100, figures));
    }
    return acts;
  }

  @Override
  public boolean isComplete() {
    return options.count() > 0 && figures.measured >= options.count();
  }

  @Override
  public Map<String, @Nullable Object> figures() {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    Percentiles all = figures.voiceToVoiceMs;
    double setMs = options.silence().toNanos() / 1e6 + setDelaysMs(options.headers());
    out.put("voice_to_voice_ms", LoadReport.summary(all));
    Map<String, @Nullable Object> added = new LinkedHashMap<>();
    added.put("taken_off", setMs);
    added.put("p50", LoadReport.round(all.at(50) - setMs));
    added.put("p95", LoadReport.round(all.at(95) - setMs));
    added.put("max", LoadReport.round(all.max() - setMs));
    out.put("voice_to_voice_minus_set_ms", added);
    out.put("replies_missed", figures.missed);
    out.put("packets_heard_while_speaking", figures.early);
    return out;
  }

  /** The sum of the delays that {@code X-Parley-Sim: stt=1,llm=2,tts=3} sets, in milliseconds. */
  static double setDelaysMs(List<String> headers) {
    double sum = 0;
    for (String header : headers) {
      boolean sets = header.regionMatches(true, 0, "X-Parley-Sim:", 0, 13);
      for (String part : sets ? header.substring(13).split(",", -1) : new String[0]) {
        String digits = part.replaceAll(".*=", "").strip();
        sum += digits.matches("\\d+") ? Integer.parseInt(digits) : 0;
      }
    }
    return sum;
  }
}
