package io.parley.media.path;

import io.parley.media.record.CallTape;
import org.jspecify.annotations.Nullable;

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

  /**
   * Takes what the caller ({@code left}) and the agent of a recorded leg sounded like, {@code
   * length} samples from {@code offset}; {@code firstSample} counts from the recording's first.
   */
  void recorded(
      CallTape tape,
      short[] left,
      short[] right,
      int offset,
      int length,
      long firstSample,
      long atNs);

  /**
   * Takes the last report of a leg, with the tape of a recorded one; {@code false} when it must be
   * brought again.
   */
  boolean closed(LegIdentity leg, LegMeter meter, @Nullable CallTape tape, long atNs);
}
