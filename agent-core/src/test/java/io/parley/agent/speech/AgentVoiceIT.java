package io.parley.agent.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Resampler;
import io.parley.kernel.audio.Wav;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The agent's voices in the ear of Debian's pocketsphinx_continuous with its general model. */
class AgentVoiceIT {
  private static final String EXPLANATION =
      "Photosynthesis is how green plants make their own food. They use the energy of sunlight to"
          + " turn water and carbon dioxide into sugar and oxygen. Chlorophyll is the green pigment"
          + " in the leaves. It catches the light that plants need to make food.";
  private static final List<String> KEY_WORDS =
      List.of(
          "photosynthesis",
          "green",
          "plant",
          "food",
          "energy",
          "sunlight",
          "water",
          "carbon",
          "dioxide",
          "sugar",
          "oxygen",
          "chlorophyll",
          "pigment",
          "leaves",
          "light");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"NATIVE", "JAVA"})
  void isUnderstoodByAnIndependentEar(SpeechConfig.Mode mode) throws Exception {
    SpeechConfig defaults = SpeechConfig.defaults(folder, 2);
    SpeechConfig config =
        new SpeechConfig(
            mode, 1, 2, defaults.workFolder(), defaults.modelFolder(), defaults.voice());
    Pcm said;
    try (SpeechEngines engines = SpeechEngines.choose(config)) {
      said = Pupil.telephone(engines.synthesizer(), EXPLANATION);
    }
    Path file = folder.resolve("agent.wav");
    Wav.write(file, Resampler.convert(said, 16000));

    String heard = ear(file);

    List<String> found = KEY_WORDS.stream().filter(heard::contains).toList();
    System.out.println("agent's voice " + mode + ": " + found.size() + " key words in: " + heard);
    assertThat(found).hasSizeGreaterThanOrEqualTo(4);
  }

  private static String ear(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "pocketsphinx_continuous",
                "-infile",
                file.toString(),
                "-samprate",
                "16000",
                "-logfn",
                "/dev/null")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String heard = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return heard.replace('\n', ' ');
  }
}
