package io.parley.media.playout;

/** What a leg's outgoing audio comes from. Owned by the leg's media loop. */
public interface Voice {
  /** Writes the next {@code length} samples. */
  void speak(short[] pcm, int length, long nowNs);

  /** What was written last went out as {@code sequence16} at {@code nowNs}. */
  void onSent(int sequence16, long nowNs);
}
