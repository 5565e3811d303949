package io.parley.media.path;

/** What a leg reports besides frames, and what the numbers that go with it mean. */
public enum LegFact {
  /** a: onset in ns; b: utterance paused for it or 0; c: its heard ms; level in dBFS. */
  SPEECH_STARTED,
  /** a: last speech in ns; b: speech in ms. */
  SPEECH_ENDED,
  /** a: the key as a character; b: its duration in ms. */
  DIGIT,
  /** a: utterance. */
  AUDIBLE,
  /** a: utterance; b: 1 when by lease. */
  RESUMED,
  /** a: utterance; b: heard ms. */
  FINISHED,
  /** a: utterance; b: heard ms. */
  CUT,
  /** a: silence in ms. */
  LINE_SILENT,
  /** The leg is closed; its meter comes with it. */
  CLOSED
}
