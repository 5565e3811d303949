package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  private static final String TAG = "\"abc\"";

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1, bytes 0-0/1000",
    "bytes=0-, 0, 1000, bytes 0-999/1000",
    "bytes=990-5000, 990, 10, bytes 990-999/1000",
    "bytes=-1, 999, 1, bytes 999-999/1000",
    "bytes=-5000, 0, 1000, bytes 0-999/1000",
    "bytes=999-999999999999999999, 999, 1, bytes 999-999/1000"
  })
  void servesOneRange(String asked, long from, long length, String told) {
    ByteRange range = ByteRange.of(asked, null, TAG, 1000);
    assertThat(range).isEqualTo(new ByteRange(206, from, length));
    assertThat(range.contentRange(1000)).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=1000-1001", "bytes=-0"})
  void saysThatThereIsNoSuchPart(String asked) {
    ByteRange range = ByteRange.of(asked, null, TAG, 1000);
    assertThat(range).isEqualTo(new ByteRange(416, 0, 0));
    assertThat(range.contentRange(1000)).isEqualTo("bytes */1000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes=", "bytes=-", "bytes=5-4", "lines=0-1", "bytes=0-1,5-6", "bytes=a-b"})
  void servesTheWholeForWhatIsNoSingleRange(String asked) {
    assertThat(ByteRange.of(asked, null, TAG, 1000)).isEqualTo(new ByteRange(200, 0, 1000));
  }

  @Test
  void servesTheWholeWhenTheRangeIsMeantForAnotherFile() {
    assertThat(ByteRange.of("bytes=0-1", TAG, TAG, 9).status()).isEqualTo(206);
    assertThat(ByteRange.of("bytes=0-1", "\"other\"", TAG, 9).status()).isEqualTo(200);
    assertThat(ByteRange.of("bytes=0-1", "W/" + TAG, TAG, 9).status()).isEqualTo(200);
    assertThat(ByteRange.of(null, null, TAG, 0)).isEqualTo(new ByteRange(200, 0, 0));
    assertThat(ByteRange.of("bytes=0-", null, TAG, 0).status()).isEqualTo(416);
  }
}
