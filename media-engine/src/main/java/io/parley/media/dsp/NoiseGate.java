package io.parley.media.dsp;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/**
 * A soft gate: while the envelope of a stream is below 0.008 of full scale (-42 dBFS) the stream is
 * turned down to 20 %. It opens within 2 ms and closes over 80 ms, so that neither onsets nor word
 * endings are cut. One instance per stream.
 */
@HotPath
@OwnedBy("media-loop")
public final class NoiseGate {
  private static final float THRESHOLD = 0.008f * 32768;
  private static final float CLOSED_GAIN = 0.2f;
  private static final double ENVELOPE_ATTACK_S = 0.001;
  private static final double ENVELOPE_RELEASE_S = 0.060;
  private static final double OPEN_S = 0.001;
  private static final double CLOSE_S = 0.040;

  private final float attack;
  private final float release;
  private final float opening;
  private final float closing;
  private float envelope;
  private float gain = CLOSED_GAIN;

  /** A gate, closed at first, for streams of {@code rateHz}. */
  public NoiseGate(int rateHz) {
    attack = step(ENVELOPE_ATTACK_S, rateHz);
    release = step(ENVELOPE_RELEASE_S, rateHz);
    opening = step(OPEN_S, rateHz);
    closing = step(CLOSE_S, rateHz);
  }

  private static float step(double timeConstantS, int rateHz) {
    return (float) (1 - Math.exp(-1 / (timeConstantS * rateHz)));
  }

  /** Gates {@code length} samples in place. */
  public void process(short[] pcm, int offset, int length) {
    float level = envelope;
    float now = gain;
    for (int i = offset; i < offset + length; i++) {
      float magnitude = Math.abs((float) pcm[i]);
      level += (magnitude - level) * (magnitude > level ? attack : release);
      float wanted = level < THRESHOLD ? CLOSED_GAIN : 1f;
      now += (wanted - now) * (wanted > now ? opening : closing);
      pcm[i] = (short) Math.round(pcm[i] * now);
    }
    envelope = level < 1e-3f ? 0 : level;
    gain = now;
  }

  /** Whether the stream is turned down at this moment. */
  public boolean isClosed() {
    return envelope < THRESHOLD;
  }
}
