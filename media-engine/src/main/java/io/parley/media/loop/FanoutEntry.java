package io.parley.media.loop;

import io.parley.media.path.LegFact;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.LegMeter;
import io.parley.media.record.CallTape;
import org.jspecify.annotations.Nullable;

/**
 * A frame or a fact on its way to the fan-out: one slot of the ring, or of the batch before it.
 * Reused; its owner is who holds the slot.
 */
final class FanoutEntry {
  final short[] pcm = new short[2 * CallTape.FRAME_SAMPLES];
  @Nullable LegIdentity leg;

  /** Set for what is recorded, whose frames have the caller's samples first, then the agent's. */
  @Nullable CallTape tape;

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
    tape = other.tape;
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
