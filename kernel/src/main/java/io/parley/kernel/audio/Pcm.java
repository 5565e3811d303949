package io.parley.kernel.audio;

import java.util.Arrays;
import java.util.List;

/**
 * A piece of mono 16-bit PCM as a value: compared by content, never changed after it was made. The
 * array given to the constructor is handed over; {@link #samples} must only be read.
 */
public final class Pcm {
  private final short[] samples;
  private final int rateHz;

  /** Takes over {@code samples}, recorded at {@code rateHz}. */
  public Pcm(short[] samples, int rateHz) {
    this.samples = samples;
    this.rateHz = rateHz;
  }

  /** {@code pieces}, all of {@code rateHz}, one behind the other. */
  public static Pcm joined(List<Pcm> pieces, int rateHz) {
    short[] all = new short[pieces.stream().mapToInt(Pcm::length).sum()];
    int at = 0;
    for (Pcm piece : pieces) {
      System.arraycopy(piece.samples, 0, all, at, piece.length());
      at += piece.length();
    }
    return new Pcm(all, rateHz);
  }

  /** The samples; to be read only. */
  public short[] samples() {
    return samples;
  }

  /** Samples in it. */
  public int length() {
    return samples.length;
  }

  /** Samples a second. */
  public int rateHz() {
    return rateHz;
  }

  /** How long it sounds, in milliseconds. */
  public long millis() {
    return samples.length * 1000L / rateHz;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pcm that
        && that.rateHz == rateHz
        && Arrays.equals(that.samples, samples);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples) + rateHz;
  }

  @Override
  public String toString() {
    return "Pcm[" + samples.length + " samples, " + rateHz + " Hz]";
  }
}
