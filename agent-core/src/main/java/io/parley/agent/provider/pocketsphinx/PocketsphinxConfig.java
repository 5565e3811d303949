package io.parley.agent.provider.pocketsphinx;

import java.nio.file.Path;

/**
 * Where the model is, where derived files go, and how many callers the language model hears at
 * once.
 *
 * @param modelFolder a folder with {@code en-us/}, {@code en-us.lm.bin}, {@code cmudict-en-us.dict}
 * @param workFolder derived files; may be deleted while the process is down
 * @param maxTalkers utterances decoded with the language model at one time; beyond it the grammar
 *     alone listens
 */
public record PocketsphinxConfig(Path modelFolder, Path workFolder, int maxTalkers) {
  /** Where Debian puts the model. */
  public static final Path DEBIAN_MODEL = Path.of("/usr/share/pocketsphinx/model/en-us");

  /** Rejects numbers no machine can serve. */
  public PocketsphinxConfig {
    if (maxTalkers < 0 || maxTalkers > 256) {
      throw new IllegalArgumentException(
          "PARLEY_SPEECH_TALKERS=" + maxTalkers + ": from 0 to 256 talkers can be heard at once");
    }
  }

  Path acousticModel() {
    return modelFolder.resolve("en-us");
  }

  Path languageModel() {
    return modelFolder.resolve("en-us.lm.bin");
  }

  Path dictionary() {
    return modelFolder.resolve("cmudict-en-us.dict");
  }
}
