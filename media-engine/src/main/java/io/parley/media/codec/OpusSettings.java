package io.parley.media.codec;

/**
 * How one leg speaks Opus: what the far end asked for in its {@code a=fmtp} (RFC 7587 6.1).
 *
 * @param rateHz of our PCM: 8000, 12000, 16000, 24000 or 48000; the wire does not show it
 * @param maxPlaybackHz {@code maxplaybackrate}: nothing above half of it is sent
 * @param bitsPerSecond what we send on average, not above {@code maxaveragebitrate}
 * @param fec {@code useinbandfec}: each packet carries the one before it again, coarser
 * @param dtx {@code usedtx}: silence need not be sent
 */
public record OpusSettings(
    int rateHz, int maxPlaybackHz, int bitsPerSecond, boolean fec, boolean dtx) {
  /** A wideband voice with forward error correction and without discontinuous sending. */
  public static final OpusSettings WIDEBAND = new OpusSettings(16000, 48000, 24000, true, false);

  /** Rejects what libopus cannot do. */
  public OpusSettings {
    if (rateHz != 8000
        && rateHz != 12000
        && rateHz != 16000
        && rateHz != 24000
        && rateHz != 48000) {
      throw new IllegalArgumentException("Opus has no audio of " + rateHz + " Hz");
    }
    if (maxPlaybackHz < 8000 || maxPlaybackHz > 48000) {
      throw new IllegalArgumentException("maxplaybackrate=" + maxPlaybackHz + ": 8000 to 48000");
    }
    if (bitsPerSecond < 6000 || bitsPerSecond > 64000) {
      throw new IllegalArgumentException("Opus at " + bitsPerSecond + " bit/s: 6000 to 64000");
    }
  }
}
