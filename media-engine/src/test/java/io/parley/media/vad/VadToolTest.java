package io.parley.media.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Resampler;
import io.parley.kernel.audio.Wav;
import io.parley.testsupport.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VadToolTest {
  @TempDir private Path folder;

  private String run(Path... files) throws IOException {
    StringBuilder out = new StringBuilder();
    VadTool.run(List.of(files), out);
    return out.toString();
  }

  private static short[] clip(int tailMs) {
    return Signals.joined(
        Signals.white(1000, -70, 1),
        Signals.voice(800, Signals.VOICE_DBFS, 1),
        Signals.white(tailMs, -70, 2));
  }

  @Test
  void writesOneLinePerEdge() throws IOException {
    Path file = folder.resolve("a \"b\".wav");
    Wav.write(file, new Pcm(clip(2000), 8000));
    assertThat(run(file).lines())
        .containsExactly(
            "{\"clip\": \"a \\\"b\\\".wav\", \"event\": \"start\", \"t\": 1.080}",
            "{\"clip\": \"a \\\"b\\\".wav\", \"event\": \"end\", \"t\": 2.300}");
  }

  @Test
  void readsOtherRates() throws IOException {
    Path file = folder.resolve("wide.wav");
    Wav.write(file, Resampler.convert(new Pcm(clip(2000), 8000), 16000));
    assertThat(run(file).lines()).hasSize(2).first().asString().contains("\"t\": 1.080");
  }

  @Test
  void endsSpeechWithTheClip() throws IOException {
    Path file = folder.resolve("short.wav");
    Wav.write(file, new Pcm(clip(10), 8000));
    assertThat(run(file).lines()).hasSize(2).last().asString().contains("\"t\": 1.810}");
  }

  @Test
  void namesTheFileItCannotRead() {
    assertThatThrownBy(() -> run(folder.resolve("none.wav")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.wav");
  }
}
