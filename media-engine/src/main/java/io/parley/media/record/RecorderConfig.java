package io.parley.media.record;

import java.nio.file.Path;

/**
 * Settings of the recorder. Immutable.
 *
 * @param folder where recordings are written until the keeper has them
 * @param limitBytes {@code PARLEY_RECORDING_SPOOL}: no new recording is begun while the folder
 *     holds more
 * @param reserveBytes nor while the disk has less room than this
 */
public record RecorderConfig(Path folder, long limitBytes, long reserveBytes) {
  private static final long RESERVE = 256L << 20;

  /** Rejects a bound in which no call fits. */
  public RecorderConfig {
    if (limitBytes < 1 || reserveBytes < 0) {
      throw new IllegalArgumentException("a spool of " + limitBytes + " bytes");
    }
  }

  /** The settings with a reserve of 256 MiB of disk. */
  public static RecorderConfig of(Path folder, long limitBytes) {
    return new RecorderConfig(folder, limitBytes, RESERVE);
  }
}
