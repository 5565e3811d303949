package io.parley.media.path;

/**
 * Where a leg's frames and facts go at the end of the tick. Implemented by the media loop; takes
 * copies, allocates nothing and never waits.
 */
public interface LegSink {
  /** Takes one frame of what the caller said; {@code firstSample} counts from the answer. */
  void frame(
      LegIdentity leg, short[] pcm, int offset, int length, long firstSample, long arrivalNs);

  /** Takes one fact; see {@link LegFact} for the numbers. */
  void fact(LegIdentity leg, LegFact fact, long atNs, long a, long b);

  /** Takes the start of speech. */
  void speechStarted(
      LegIdentity leg, long atNs, long onsetNs, long paused, long heardMs, double levelDbfs);

  /** Takes the last report of a leg; {@code false} when it must be brought again. */
  boolean closed(LegIdentity leg, LegMeter meter, long atNs);
}
