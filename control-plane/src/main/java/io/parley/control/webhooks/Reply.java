package io.parley.control.webhooks;

/**
 * What came of one attempt.
 *
 * @param status HTTP status; 0 when there was no answer
 * @param tookMs from the look-up of the name to the end of the answer, milliseconds
 * @param error why there was no answer; empty when there was one
 * @param excerpt the beginning of the answer's body, as text
 * @param refused whether nothing was sent, as the target may not be sent to or no secret opens
 */
record Reply(int status, long tookMs, String error, String excerpt, boolean refused) {
  /** No answer. */
  static Reply none(long tookMs, String error) {
    return new Reply(0, tookMs, error, "", false);
  }

  /** Whether the receiver has it. */
  boolean isTaken() {
    return status >= 200 && status < 300;
  }

  /** Whether the receiver is in no state to take anything, rather than not liking this. */
  boolean saysDown() {
    return !refused && (status == 0 || status >= 500 || status == 429 || status == 408);
  }
}
