package io.parley.agent.speech;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Which embedded engines to use and what they may cost.
 *
 * @param talkers utterances recognised with a language model at one time; beyond it the lesson's
 *     grammar alone listens
 * @param threads platform threads for recognition and synthesis
 * @param workFolder derived files; may be deleted while the process is down
 * @param modelFolder the model of pocketsphinx
 * @param voice the voice of flite: {@code rms} or {@code slt}
 */
public record SpeechConfig(
    Mode mode, int talkers, int threads, Path workFolder, Path modelFolder, String voice) {
  /** Where Debian's pocketsphinx-en-us puts its model. */
  public static final Path DEBIAN_MODEL = Path.of("/usr/share/pocketsphinx/model/en-us");

  /** Which family of engines. */
  public enum Mode {
    /** Native where installed, Java otherwise. */
    AUTO,
    /** Native or nothing. */
    NATIVE,
    /** Java, whatever is installed. */
    JAVA;

    /** The mode written as {@code PARLEY_SPEECH}. */
    public static Mode of(String text) {
      for (Mode mode : values()) {
        if (mode.name().equals(text.strip().toUpperCase(Locale.ROOT))) {
          return mode;
        }
      }
      throw new IllegalArgumentException(
          "PARLEY_SPEECH=" + text + ": one of auto, native, java is meant");
    }
  }

  /** Rejects what cannot work, naming the key. */
  public SpeechConfig {
    if (talkers < 0 || talkers > 256) {
      throw new IllegalArgumentException(
          "PARLEY_SPEECH_TALKERS=" + talkers + ": choose a number from 0 to 256");
    }
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException(
          "PARLEY_SPEECH_THREADS=" + threads + ": choose a number from 1 to 64");
    }
    if (!voice.matches("[a-z0-9]+")) {
      throw new IllegalArgumentException(
          "PARLEY_SPEECH_VOICE=" + voice + ": one of rms, slt, kal16 is meant");
    }
  }

  /** What suits a machine of {@code cores} cores; derived files under {@code dataFolder}. */
  public static SpeechConfig defaults(Path dataFolder, int cores) {
    return new SpeechConfig(
        Mode.AUTO,
        Math.max(2, 3 * cores),
        Math.max(2, cores),
        dataFolder.resolve("speech"),
        DEBIAN_MODEL,
        "rms");
  }

  /** Talkers in pure Java: each costs 100 MB of heap and half a core. */
  int javaTalkers() {
    return Math.min(talkers, 2);
  }
}
