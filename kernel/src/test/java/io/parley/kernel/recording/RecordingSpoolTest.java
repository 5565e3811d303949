package io.parley.kernel.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSpoolTest {
  private static final CallId CALL = CallId.at(1_700_000_000_000L, new Random(1));
  private static final RecordingNote NOTE =
      new RecordingNote(new TenantId("school-7"), CALL, 8000, 85, 30);

  @TempDir Path folder;
  private RecordingSpool spool;

  @BeforeEach
  void open() {
    spool = new RecordingSpool(folder);
  }

  @Test
  void noteSurvivesItsText() throws IOException {
    assertThat(RecordingNote.parse(NOTE.text())).isEqualTo(NOTE);
    assertThatThrownBy(() -> RecordingNote.parse("tenant=a\ncall=1"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RecordingNote.parse("x".repeat(5000))).isInstanceOf(IOException.class);
  }

  @Test
  void recordingOfAKilledProcessIsAValidFileWithoutItsHalfFrame() throws Exception {
    spool.write(NOTE);
    Files.write(spool.part(CALL), new byte[44 + 4 * 800 + 3]);
    Files.write(folder.resolve("0190a3a0-0000-7000-8000-000000000001.part"), new byte[99]);
    assertThat(spool.finished()).isEmpty();

    assertThat(spool.recover()).isEqualTo(1);

    assertThat(spool.finished()).containsExactly(CALL);
    try (var sound = AudioSystem.getAudioInputStream(spool.sound(CALL).toFile())) {
      assertThat(sound.getFrameLength()).isEqualTo(800);
      assertThat(sound.getFormat().getChannels()).isEqualTo(2);
      assertThat(sound.getFormat().getSampleRate()).isEqualTo(8000);
    }
    assertThat(spool.bytes()).isEqualTo(44 + 4 * 800 + Files.size(spool.note(CALL)));
    spool.forget(CALL);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void strangersInTheFolderAreLeftAlone() throws IOException {
    Files.writeString(folder.resolve("..%2f.note"), "x");
    Files.writeString(folder.resolve("readme.part"), "x");
    assertThat(spool.recover()).isZero();
    assertThat(spool.finished()).isEmpty();
    assertThat(folder.resolve("readme.part")).exists();
  }
}
