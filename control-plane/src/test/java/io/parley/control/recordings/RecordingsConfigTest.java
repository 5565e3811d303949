package io.parley.control.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingsConfigTest {
  @ParameterizedTest
  @CsvSource({
    "A_Bucket, '', us-east-1, key, secret, PARLEY_S3_BUCKET",
    "bucket, ftp://s3.example.org, us-east-1, key, secret, PARLEY_S3_ENDPOINT",
    "bucket, 'not a url', us-east-1, key, secret, PARLEY_S3_ENDPOINT",
    "bucket, '', '', key, secret, PARLEY_S3_REGION",
    "bucket, '', us-east-1, '', secret, PARLEY_S3_ACCESS_KEY",
    "bucket, '', us-east-1, key, '', PARLEY_S3_SECRET_KEY"
  })
  void bucketThatCannotWorkIsRefusedByItsSettingsName(
      String bucket, String endpoint, String region, String key, String secret, String named) {
    assertThatThrownBy(() -> S3Config.of(bucket, endpoint, region, key, secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named)
        .message()
        .satisfies(line -> assertThat(line).hasLineCount(1));
  }

  @Test
  void bucketIsPrintedWithoutItsSecrets() {
    assertThat(S3Config.of("bucket", "http://127.0.0.1:9", "us-east-1", "hush", "hushhush"))
        .hasToString("s3 bucket bucket at http://127.0.0.1:9");
  }

  @Test
  void linkLivesASecondToAWeek() {
    Path data = Path.of("data");
    for (Duration life : new Duration[] {Duration.ofMillis(999), Duration.ofHours(169)}) {
      assertThatThrownBy(() -> new RecordingsConfig(data, data, life, null))
          .hasMessageContaining("PARLEY_RECORDING_LINK_LIFE");
    }
    assertThat(RecordingsConfig.below(data).linkLife()).isEqualTo(Duration.ofHours(1));
  }
}
