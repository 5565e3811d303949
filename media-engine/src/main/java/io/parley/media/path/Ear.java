package io.parley.media.path;

/** What takes a leg's decoded audio: an agent's hearing, or the echo's delay line. */
interface Ear {
  /** Takes decoded or concealed audio that arrived at {@code arrivalNs}; may change it. */
  void hear(short[] pcm, int offset, int length, long arrivalNs);

  /** A slot of {@code samples} passed in which nothing came, as of {@code nowNs}. */
  void hearNothing(int samples, long nowNs);
}
