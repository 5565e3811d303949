package io.parley.control.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.document.Documents;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.recording.RecordingSpool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MeasurementTest {
  private static final CallId CALL = CallId.at(1_700_000_000_000L, new Random(1));

  @TempDir Path folder;

  private Measurement measured(int ms) throws IOException {
    TestRecordings.leave(folder, TenantId.DEFAULT, CALL, ms, 7);
    return Measurement.of(new RecordingSpool(folder).sound(CALL));
  }

  @Test
  void readsLengthChecksumAndBothWaveForms() throws Exception {
    Measurement measured = measured(65_000);
    Path sound = new RecordingSpool(folder).sound(CALL);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(sound));
    assertThat(measured.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
    assertThat(measured.sizeBytes()).isEqualTo(Files.size(sound));
    assertThat(measured.durationMs(8000)).isEqualTo(65_000);
    JsonNode wave = Documents.tree(measured.waveForm(8000, 85));
    assertThat(wave.path("rate_hz").asInt()).isEqualTo(8000);
    assertThat(wave.path("duration_ms").asInt()).isEqualTo(65_000);
    assertThat(wave.path("starts_ms").asInt()).isEqualTo(85);
    assertThat(wave.path("channels").size()).isEqualTo(2);
    for (int channel = 0; channel < 2; channel++) {
      int peak = channel == 0 ? TestRecordings.CALLER_PEAK : TestRecordings.AGENT_PEAK;
      JsonNode peaks = wave.path("channels").get(channel);
      assertThat(peaks.path("min").size()).isEqualTo(2000);
      assertThat(peaks.path("max").size()).isEqualTo(2000);
      for (int bucket = 0; bucket < 2000; bucket++) {
        assertThat(peaks.path("min").get(bucket).asInt()).isEqualTo(-peak);
        assertThat(peaks.path("max").get(bucket).asInt()).isEqualTo(peak);
      }
    }
  }

  @Test
  void shortRecordingHasFewBucketsAndAnEmptyOneHasOne() throws IOException {
    assertThat(measured(1).peaks().getFirst().min()).hasSize(1);
    Files.delete(new RecordingSpool(folder).sound(CALL));
    Files.delete(new RecordingSpool(folder).note(CALL));
    Measurement none = measured(0);
    assertThat(none.frames()).isZero();
  }

  @Test
  void fileWithoutAHeaderIsRefused() throws IOException {
    Path torn = Files.write(folder.resolve("torn.wav"), new byte[20]);
    assertThatThrownBy(() -> Measurement.of(torn)).isInstanceOf(IOException.class);
  }
}
