package io.parley.agent.provider.pocketsphinx;

import io.parley.agent.engine.EngineMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that looks like the installed acoustic model but has its own feature settings: the
 * values in a model's {@code feat.params} win over every option, and ours differ. Stateless.
 */
final class ModelFolder {
  /**
   * The cepstral mean the first utterance of a call starts from: the average over synthetic voices
   * through µ-law at a peak of −7 dBFS and through {@link TelephoneUpsampler}.
   */
  static final float[] FIRST_MEANS = {
    48.4f, 11.5f, -5.9f, 23.3f, -3.9f, -3.5f, 11.7f, -16.9f, 6.1f, -1.8f, 0.4f, 9.0f, -4.1f
  };

  private static final List<String> LINKED =
      List.of("mdef", "means", "noisedict", "sendump", "transition_matrices", "variances");

  private ModelFolder() {}

  /** Prepares the folder under {@code config.workFolder()} and answers it. */
  static Path prepare(PocketsphinxConfig config) throws IOException, EngineMissingException {
    for (Path needed :
        List.of(config.acousticModel(), config.languageModel(), config.dictionary())) {
      if (!Files.isReadable(needed)) {
        throw new EngineMissingException(needed + " not found: apt-get install pocketsphinx-en-us");
      }
    }
    Path folder = Files.createDirectories(config.workFolder().resolve("acoustic"));
    for (String name : LINKED) {
      Path link = folder.resolve(name);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, config.acousticModel().resolve(name).toAbsolutePath());
    }
    String means =
        Stream.iterate(0, i -> i < FIRST_MEANS.length, i -> i + 1)
            .map(i -> Float.toString(FIRST_MEANS[i]))
            .collect(Collectors.joining(","));
    String settings =
        Files.readAllLines(config.acousticModel().resolve("feat.params")).stream()
            .filter(line -> !line.startsWith("-cmninit"))
            .collect(Collectors.joining("\n", "", "\n-cmninit " + means + "\n"));
    Files.writeString(folder.resolve("feat.params"), settings);
    return folder;
  }
}
