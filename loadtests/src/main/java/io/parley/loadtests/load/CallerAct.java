package io.parley.loadtests.load;

import java.nio.ByteBuffer;

/**
 * What one caller does with its 20 ms slots, and what it makes of what it hears. Owned by the media
 * loop; allocates nothing per packet.
 */
interface CallerAct {
  /** The frame of {@link Stimuli} to send in this slot; 0 is silence. */
  int next(long nowNs);

  /** The frame that {@link #next} named has been sent. */
  void onSent(long sentNs);

  /**
   * A packet of G.711 has come.
   *
   * @param loud whether it is above −50 dBFS
   * @param arrivalNs when the kernel took it in, on the wire clock
   */
  void onAudio(ByteBuffer packet, int payloadAt, int samples, boolean loud, long arrivalNs);

  /** Whether {@code loud} has to be worked out for this act. */
  boolean listens();

  /** From now on figures count. */
  void startMeasuring();
}
