package io.parley.loadtests.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
  @TempDir private Path folder;

  @Test
  void readsTheLeftChannelOfWhatItWrites() throws IOException {
    Path file = folder.resolve("a.wav");
    Wav.writeStereo(file, new short[] {1, -2, 3}, new short[] {9}, 8_000);
    Sound sound = Wav.read(file);
    assertThat(sound.rateHz()).isEqualTo(8_000);
    assertThat(sound.pcm()).containsExactly(1, -2, 3);
  }

  @Test
  void namesTheFileThatIsNoWav() throws IOException {
    Path file = Files.writeString(folder.resolve("b.wav"), "hello, this is text");
    assertThatThrownBy(() -> Wav.read(file)).hasMessageContaining("b.wav is no WAV file");
  }
}
