package io.parley.media.loop;

import io.parley.media.path.LegFact;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.LegMeter;
import org.jspecify.annotations.Nullable;

/**
 * A frame or a fact on its way to the fan-out: one slot of the ring, or of the batch before it.
 * Reused; its owner is who holds the slot.
 */
final class FanoutEntry {
  static final int FRAME_SAMPLES = 160;

  final short[] pcm = new short[FRAME_SAMPLES];
  @Nullable LegIdentity leg;

  /** Null for a frame. */
  @Nullable LegFact fact;

  @Nullable LegMeter meter;
  int length;
  long atNs;
  long a;
  long b;
  long c;
  double levelDbfs;

  void copyFrom(FanoutEntry other) {
    leg = other.leg;
    fact = other.fact;
    meter = other.meter;
    length = other.length;
    atNs = other.atNs;
    a = other.a;
    b = other.b;
    c = other.c;
    levelDbfs = other.levelDbfs;
    System.arraycopy(other.pcm, 0, pcm, 0, length);
  }
}
