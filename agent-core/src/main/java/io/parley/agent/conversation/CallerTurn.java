package io.parley.agent.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * The caller's side of the dialogue: his latest stretch of speech, and the turn it belongs to. A
 * turn gathers the stretches from {@code firstSpeech} on until it is taken.
 *
 * @param open whether he has spoken since the floor was his: a reply is owed
 * @param settledSpeech the latest stretch whose transcript came
 * @param settledNs when it came
 * @param parts the transcripts of the turn's stretches that said something
 * @param confidence of the least certain of them
 * @param spokenMs speech in the turn so far
 * @param digits keys collected so far
 */
public record CallerTurn(
    Speech speech,
    boolean open,
    long firstSpeech,
    long settledSpeech,
    long settledNs,
    List<String> parts,
    double confidence,
    long spokenMs,
    String digits) {
  static final CallerTurn SILENT = new CallerTurn(Speech.NONE, false, 1, 0, 0, List.of(), 1, 0, "");

  /** Copies the parts. */
  public CallerTurn {
    parts = List.copyOf(parts);
  }

  /** What he said in this turn, as far as it is settled. */
  String text() {
    return String.join(" ", parts);
  }

  /** Whether the transcript of a stretch of this turn is still to come. */
  boolean awaitsTranscript() {
    return speech.number() > settledSpeech;
  }

  CallerTurn speech(Speech next) {
    return new CallerTurn(
        next, open, firstSpeech, settledSpeech, settledNs, parts, confidence, spokenMs, digits);
  }

  CallerTurn over(long lastSpeechNs, long speechMs, long nowNs) {
    return new CallerTurn(
        speech.over(lastSpeechNs, speechMs, nowNs),
        open,
        firstSpeech,
        settledSpeech,
        settledNs,
        parts,
        confidence,
        spokenMs + speechMs,
        digits);
  }

  /** The latest stretch opens a turn, or goes on with the one that is open. */
  CallerTurn opened() {
    if (open) {
      return this;
    }
    return new CallerTurn(
        speech,
        true,
        speech.number(),
        settledSpeech,
        settledNs,
        List.of(),
        1,
        speech.lengthMs(),
        digits);
  }

  /** The turn that was taken goes on: the latest stretch continues {@code said}. */
  CallerTurn reopened(String said, double saidConfidence) {
    return new CallerTurn(
        speech,
        true,
        speech.number(),
        settledSpeech,
        settledNs,
        said.isEmpty() ? List.of() : List.of(said),
        saidConfidence,
        0,
        digits);
  }

  /** A transcript came; it counts for the turn when it is of one of its stretches. */
  CallerTurn settled(long number, String text, double textConfidence, long nowNs) {
    List<String> all = new ArrayList<>(parts);
    double least = confidence;
    if (open && number >= firstSpeech && !text.isBlank()) {
      all.add(text.strip());
      least = Math.min(confidence, textConfidence);
    }
    return new CallerTurn(
        speech,
        open,
        firstSpeech,
        Math.max(settledSpeech, number),
        nowNs,
        all,
        least,
        spokenMs,
        digits);
  }

  CallerTurn digits(String collected) {
    return new CallerTurn(
        speech,
        open,
        firstSpeech,
        settledSpeech,
        settledNs,
        parts,
        confidence,
        spokenMs,
        collected);
  }

  /** The turn is answered; transcripts of its stretches that come later count for nothing. */
  CallerTurn taken() {
    return new CallerTurn(
        speech, false, speech.number() + 1, settledSpeech, settledNs, List.of(), 1, 0, "");
  }
}
