package io.parley.kernel.audio;

/** Mono 16-bit PCM of one rate, moved in frames of one length. */
public record AudioFormat(int rateHz, int frameMs) {
  /** What G.711 carries: 8 kHz in frames of 20 ms. */
  public static final AudioFormat NARROWBAND = new AudioFormat(8000, 20);

  /** Rejects rates and lengths that do not make whole frames. */
  public AudioFormat {
    if (rateHz < 8000 || rateHz > 48000 || frameMs < 1 || rateHz * frameMs % 1000 != 0) {
      throw new IllegalArgumentException("no audio format: " + rateHz + " Hz, " + frameMs + " ms");
    }
  }

  /** Samples in one frame. */
  public int frameSamples() {
    return rateHz / 1000 * frameMs;
  }

  /** How long {@code samples} sound, in milliseconds. */
  public long millisOf(long samples) {
    return samples * 1000L / rateHz;
  }

  /** How many samples sound for {@code ms} milliseconds. */
  public long samplesOf(long ms) {
    return ms * rateHz / 1000L;
  }
}
