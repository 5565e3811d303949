package io.parley.control.recordings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of recordings. Immutable.
 *
 * @param spool where the recorder leaves them
 * @param folder where they are kept when there is no bucket
 * @param linkLife {@code PARLEY_RECORDING_LINK_LIFE}: for how long a link is valid
 * @param s3 the bucket they are kept in; null: the folder
 */
public record RecordingsConfig(Path spool, Path folder, Duration linkLife, @Nullable S3Config s3) {
  private static final Duration USUAL_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(7);

  /** Rejects a life in which nothing can be fetched, and one that is none. */
  public RecordingsConfig {
    if (linkLife.compareTo(Duration.ofSeconds(1)) < 0 || linkLife.compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException(
          "PARLEY_RECORDING_LINK_LIFE=" + linkLife.toSeconds() + "s: give 1s to 168h");
    }
  }

  /** Everything below the data folder, links of an hour. */
  public static RecordingsConfig below(Path dataFolder) {
    return new RecordingsConfig(
        spoolBelow(dataFolder), dataFolder.resolve("recordings"), USUAL_LIFE, null);
  }

  /** The recorder's folder. */
  public static Path spoolBelow(Path dataFolder) {
    return dataFolder.resolve("recording-spool");
  }
}
