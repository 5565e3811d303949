package io.parley.agent.speech;

import io.parley.agent.engine.EngineMissingException;
import io.parley.agent.engine.SpeechThreads;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.grammar.Pronouncer;
import io.parley.agent.provider.flite.FliteSynthesizer;
import io.parley.agent.provider.freetts.FreettsPronouncer;
import io.parley.agent.provider.freetts.FreettsSynthesizer;
import io.parley.agent.provider.pocketsphinx.PocketsphinxConfig;
import io.parley.agent.provider.pocketsphinx.PocketsphinxTranscriber;
import io.parley.agent.provider.sphinx4.Sphinx4Transcriber;
import io.parley.agent.speak.Synthesizer;
import io.parley.kernel.route.LessonContent;
import java.io.IOException;

/**
 * The embedded engines that are live in this process, chosen once at the start. Safe from any
 * thread; {@link #close} frees what is native.
 *
 * @param summary one line for people: which engines are live and why
 */
public record SpeechEngines(
    Transcriber transcriber, Synthesizer synthesizer, SpeechThreads threads, String summary)
    implements AutoCloseable {
  private static final float FLITE_STRETCH = 1.15f;
  private static final float FREETTS_STRETCH = 1.2f;
  private static final int NATIVE_LESSONS = 16;

  private record Native(PocketsphinxTranscriber ears, FliteSynthesizer mouth) {}

  /**
   * Starts the engines {@code config} asks for. Throws {@link EngineMissingException} when it asks
   * for native ones that are not installed.
   */
  public static SpeechEngines choose(SpeechConfig config)
      throws EngineMissingException, IOException {
    SpeechThreads threads = new SpeechThreads(config.threads());
    Pronouncer pronouncer = new FreettsPronouncer();
    if (config.mode() == SpeechConfig.Mode.JAVA) {
      return java(config, threads, pronouncer, "PARLEY_SPEECH=java");
    }
    try {
      Native engines = installed(config, threads, pronouncer);
      return new SpeechEngines(
          engines.ears(),
          engines.mouth(),
          threads,
          "speech: pocketsphinx + flite " + config.voice() + " (libraries found)");
    } catch (EngineMissingException missing) {
      if (config.mode() == SpeechConfig.Mode.NATIVE) {
        threads.close();
        throw missing;
      }
      return java(config, threads, pronouncer, String.valueOf(missing.getMessage()));
    }
  }

  private static Native installed(SpeechConfig config, SpeechThreads threads, Pronouncer pronouncer)
      throws EngineMissingException, IOException {
    FliteSynthesizer mouth = new FliteSynthesizer(config.voice(), FLITE_STRETCH, threads);
    PocketsphinxConfig ears =
        new PocketsphinxConfig(
            config.modelFolder(), config.workFolder().resolve("pocketsphinx"), config.talkers());
    return new Native(new PocketsphinxTranscriber(ears, threads, pronouncer), mouth);
  }

  private static SpeechEngines java(
      SpeechConfig config, SpeechThreads threads, Pronouncer pronouncer, String reason)
      throws IOException {
    Sphinx4Transcriber ears =
        new Sphinx4Transcriber(
            config.workFolder().resolve("sphinx4"), config.javaTalkers(), pronouncer);
    return new SpeechEngines(
        ears,
        new FreettsSynthesizer(FREETTS_STRETCH, threads),
        threads,
        "speech: sphinx4 + FreeTTS (" + reason + ")");
  }

  /**
   * Gets ready for calls about {@code lesson}, in the background: without it the first call about a
   * lesson loads while it rings.
   */
  public void prepare(LessonContent lesson) {
    switch (transcriber) {
      case PocketsphinxTranscriber ears -> ears.prepare(lesson);
      case Sphinx4Transcriber ears -> ears.prepare(lesson);
      default -> throw new IllegalStateException("no embedded recogniser: " + transcriber.name());
    }
  }

  /**
   * Speaks and hears one question about {@code lesson}, which blocks for seconds: what the first
   * call needs is loaded then. {@code false} when the engines did not answer in time.
   */
  public boolean rehearse(LessonContent lesson) throws InterruptedException {
    return Rehearsal.run(this, lesson);
  }

  /** How many lessons' recognisers fit into memory together. */
  public int lessonsAtOnce() {
    return transcriber instanceof Sphinx4Transcriber ? 1 : NATIVE_LESSONS;
  }

  @Override
  public void close() {
    if (transcriber instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception failure) {
        throw new IllegalStateException("the recogniser does not close", failure);
      }
    }
    threads.close();
  }
}
