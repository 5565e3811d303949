package io.parley.media.playout;

/** Hears what becomes of utterances, in the tick it happens in. Owned by the leg's media loop. */
public interface PlayoutListener {
  /** The first samples go out. */
  void onAudible(long utterance, long nowNs);

  /** It plays on after a pause. */
  void onResumed(long utterance, boolean byLease, long nowNs);

  /** Its last samples go out. */
  void onFinished(long utterance, long heardMs, long nowNs);

  /** The rest of it is dropped. */
  void onCut(long utterance, long heardMs, long nowNs);
}
