package io.parley.media.vad;

import io.parley.media.dsp.HighPass;
import io.parley.media.dsp.NoiseGate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How well edges follow the truth over a set of clips. For one thread. */
final class Score {
  private static final int FRAME = 160;
  private static final double FRAMES_A_MINUTE = 3000;

  private final boolean agentAudible;
  private final int silenceMs;
  private long frames;
  private long hits;
  private long falseAlarms;
  private long misses;
  private int falseStarts;
  private int talks;
  private int missedTalks;
  private int extraStarts;
  private final List<Integer> startDelaysMs = new ArrayList<>();
  private final List<Integer> endDelaysMs = new ArrayList<>();

  Score(boolean agentAudible, int silenceMs) {
    this.agentAudible = agentAudible;
    this.silenceMs = silenceMs;
  }

  void add(Clip clip, SpeechEdges edges) {
    short[] pcm = clip.audio().samples().clone();
    edges.setSilenceMs(silenceMs);
    HighPass highPass = new HighPass(8000);
    NoiseGate gate = new NoiseGate(8000);
    int count = pcm.length / FRAME;
    boolean[] claimed = new boolean[count];
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int frame = 0; frame < count; frame++) {
      highPass.process(pcm, frame * FRAME, FRAME);
      gate.process(pcm, frame * FRAME, FRAME);
      int event = edges.onFrame(pcm, frame * FRAME, FRAME, agentAudible);
      if (event == SpeechEdges.STARTED) {
        starts.add(frame);
        Arrays.fill(claimed, frame - edges.framesSinceOnset(), frame, true);
      } else if (event == SpeechEdges.ENDED) {
        ends.add(frame);
        Arrays.fill(
            claimed, Math.min(frame, frame - edges.framesSinceLastSpeech() + 1), frame, false);
      }
      claimed[frame] = edges.isSpeaking();
    }
    count(clip, claimed);
    match(clip, starts, ends);
  }

  private void count(Clip clip, boolean[] claimed) {
    frames += claimed.length;
    for (int frame = 0; frame < claimed.length; frame++) {
      int middle = frame * FRAME + FRAME / 2;
      boolean talking = clip.talks().stream().anyMatch(t -> t.from() <= middle && middle < t.to());
      hits += talking && claimed[frame] ? 1 : 0;
      falseAlarms += !talking && claimed[frame] ? 1 : 0;
      misses += talking && !claimed[frame] ? 1 : 0;
    }
  }

  private void match(Clip clip, List<Integer> starts, List<Integer> ends) {
    List<Integer> left = new ArrayList<>(starts);
    for (Clip.Talk talk : clip.talks()) {
      talks++;
      List<Integer> inside =
          left.stream()
              .filter(s -> (s + 1) * FRAME > talk.from() && s * FRAME < talk.to() + FRAME)
              .toList();
      if (inside.isEmpty()) {
        missedTalks++;
      } else {
        startDelaysMs.add(((inside.getFirst() + 1) * FRAME - talk.from()) / 8);
        extraStarts += inside.size() - 1;
        left.removeAll(inside);
      }
      ends.stream()
          .filter(e -> (e + 1) * FRAME >= talk.to())
          .findFirst()
          .ifPresent(e -> endDelaysMs.add(((e + 1) * FRAME - talk.to()) / 8 - silenceMs));
    }
    falseStarts += left.size();
  }

  double f1() {
    return 2.0 * hits / (2 * hits + falseAlarms + misses);
  }

  double falseStartsAMinute() {
    return falseStarts * FRAMES_A_MINUTE / frames;
  }

  int talks() {
    return talks;
  }

  int missedTalks() {
    return missedTalks;
  }

  int startDelayMs(double quantile) {
    return quantile(startDelaysMs, quantile);
  }

  int endDelayMs(double quantile) {
    return quantile(endDelaysMs, quantile);
  }

  private static int quantile(List<Integer> values, double quantile) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Integer> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1.0, quantile * sorted.size()));
  }

  String line(String name) {
    return String.format(
        Locale.ROOT,
        "%-22s F1 %.3f  false/min %5.2f  start %3d/%3d ms  end %+4d/%+5d ms  missed %d of %d"
            + "  split %d",
        name,
        f1(),
        falseStartsAMinute(),
        startDelayMs(0.5),
        startDelayMs(0.95),
        endDelayMs(0.5),
        endDelayMs(0.95),
        missedTalks,
        talks,
        extraStarts);
  }
}
