package io.parley.media.path;

import io.parley.kernel.media.Codec;
import io.parley.kernel.own.HotPath;
import io.parley.media.playout.Voice;

/**
 * The test tone: 1004 Hz at 0 dBm0 (ITU-T O.6, G.711 5). A full-scale sine is +3.17 dBm0 in µ-law
 * and +3.14 dBm0 in A-law. Deaf.
 */
@HotPath
final class Milliwatt implements Ear, Voice {
  private static final int TONE_HZ = 1004;
  private static final int RATE_HZ = 8000;
  private static final int PERIOD_SAMPLES = 2000;
  private static final short[] ULAW = tone(32124 / Math.pow(10, 3.17 / 20));
  private static final short[] ALAW = tone(32256 / Math.pow(10, 3.14 / 20));

  private final short[] tone;
  private int at;

  Milliwatt(Codec codec) {
    tone = codec == Codec.PCMA ? ALAW : ULAW;
  }

  private static short[] tone(double amplitude) {
    short[] samples = new short[PERIOD_SAMPLES];
    for (int i = 0; i < PERIOD_SAMPLES; i++) {
      samples[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * TONE_HZ * i / RATE_HZ));
    }
    return samples;
  }

  @Override
  public void hear(short[] pcm, int offset, int length, long arrivalNs) {
    // A tone does not listen.
  }

  @Override
  public void hearNothing(int samples, long nowNs) {
    // A tone does not listen.
  }

  @Override
  public void speak(short[] pcm, int length, long nowNs) {
    for (int i = 0; i < length; i++) {
      pcm[i] = tone[at];
      at = at + 1 == PERIOD_SAMPLES ? 0 : at + 1;
    }
  }

  @Override
  public void onSent(int sequence16, long nowNs) {
    // A tone keeps no ledger.
  }
}
