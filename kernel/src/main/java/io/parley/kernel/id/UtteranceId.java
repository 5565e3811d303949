package io.parley.kernel.id;

/** One thing the agent says without giving the floor back; counts from 1 within a call. */
public record UtteranceId(long value) {
  /** No utterance. */
  public static final UtteranceId NONE = new UtteranceId(0);

  /** The id after this one. */
  public UtteranceId next() {
    return new UtteranceId(value + 1);
  }

  @Override
  public String toString() {
    return "u" + value;
  }
}
