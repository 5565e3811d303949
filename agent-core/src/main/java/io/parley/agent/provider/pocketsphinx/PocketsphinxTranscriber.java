package io.parley.agent.provider.pocketsphinx;

import io.parley.agent.engine.EngineMissingException;
import io.parley.agent.engine.RecogniserPool;
import io.parley.agent.engine.SpeechThreads;
import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.grammar.Pronouncer;
import io.parley.kernel.route.LessonContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hears a lesson's callers with two decoders side by side: a strict grammar of the lesson, and a
 * mixture of the lesson's and a general language model. One instance serves all calls; decoders are
 * borrowed for one utterance and carry the caller's cepstral mean with them.
 */
public final class PocketsphinxTranscriber implements Transcriber, AutoCloseable {
  private static final float LESSON_WEIGHT = 0.7f;
  private static final int MAX_LISTENERS = 512;
  private static final int MAX_LESSONS = 64;
  private static final String MIXTURE = "mixture";

  private final SphinxLibrary library;
  private final PocketsphinxConfig config;
  private final SpeechThreads threads;
  private final Pronouncer pronouncer;
  private final Path acoustic;
  private final Set<String> frequent;
  private final Map<Optional<LessonContent>, LessonEars> lessons = new ConcurrentHashMap<>();
  private final RecogniserPool<LessonEars, Decoder> grammars;
  private final RecogniserPool<LessonEars, Decoder> models;
  private final AtomicLong shed = new AtomicLong();
  private final AtomicLong droppedPieces = new AtomicLong();

  /** Counters since the start. */
  public record Counters(long grammarOnly, long shed, long droppedPieces, long refused) {}

  /** Loads the library and prepares the model; takes one or two seconds the first time. */
  public PocketsphinxTranscriber(
      PocketsphinxConfig config, SpeechThreads threads, Pronouncer pronouncer)
      throws EngineMissingException, IOException {
    this.library = SphinxLibrary.load();
    this.config = config;
    this.threads = threads;
    this.pronouncer = pronouncer;
    this.acoustic = ModelFolder.prepare(config);
    this.frequent = frequentWords();
    this.grammars = new RecogniserPool<>(this::grammarDecoder, Decoder::close, MAX_LISTENERS);
    this.models = new RecogniserPool<>(this::modelDecoder, Decoder::close, config.maxTalkers());
  }

  private Set<String> frequentWords() throws IOException {
    LessonEars commands =
        LessonEars.make(null, lessonFolder(), config.dictionary(), Set.of(), pronouncer);
    try (Decoder decoder = new Decoder(library, options(commands.grammarDictionary()))) {
      decoder.generalModel(config.languageModel());
      return FrequentWords.find(
          decoder, config.dictionary(), config.workFolder().resolve("frequent-words.txt"));
    }
  }

  private Path lessonFolder() {
    return config.workFolder().resolve("lessons");
  }

  private Map<String, String> options(Path dictionary) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("-hmm", acoustic.toString());
    options.put("-dict", dictionary.toString());
    options.put("-remove_silence", "no");
    options.put("-fwdflat", "no");
    return options;
  }

  private Decoder grammarDecoder(LessonEars ears) {
    return new Decoder(library, options(ears.grammarDictionary()));
  }

  private Decoder modelDecoder(LessonEars ears) {
    Decoder decoder = new Decoder(library, options(ears.modelDictionary()));
    decoder.generalModel(config.languageModel());
    decoder.mixture(MIXTURE, ears.model(), LESSON_WEIGHT);
    decoder.search(MIXTURE);
    return decoder;
  }

  @Override
  public String name() {
    return "pocketsphinx";
  }

  /** Makes decoders for {@code lesson} in the background, so that its first call need not. */
  public void prepare(@Nullable LessonContent lesson) {
    warm(ears(Optional.ofNullable(lesson)));
  }

  private void warm(LessonEars ears) {
    boolean accepted =
        threads.offer(() -> {
          grammars.warm(ears);
          models.warm(ears);
        });
    if (!accepted) {
      shed.incrementAndGet();
    }
  }

  @Override
  public Hearing open(Request request, Listener listener) {
    LessonEars ears = ears(Optional.ofNullable(request.lesson()));
    warm(ears);
    Utterance utterance = new Utterance(this, ears, request.rateHz());
    return new PocketsphinxHearing(
        utterance, threads.serial(PocketsphinxHearing.MAX_PIECES), listener, droppedPieces);
  }

  private LessonEars ears(Optional<LessonContent> lesson) {
    if (lessons.size() >= MAX_LESSONS && !lessons.containsKey(lesson)) {
      lessons.clear();
    }
    return lessons.computeIfAbsent(lesson, this::make);
  }

  private LessonEars make(Optional<LessonContent> lesson) {
    try {
      return LessonEars.make(
          lesson.orElse(null), lessonFolder(), config.dictionary(), frequent, pronouncer);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write under " + lessonFolder(), failure);
    }
  }

  RecogniserPool<LessonEars, Decoder> grammars() {
    return grammars;
  }

  RecogniserPool<LessonEars, Decoder> models() {
    return models;
  }

  Pronouncer pronouncer() {
    return pronouncer;
  }

  void countShed() {
    shed.incrementAndGet();
  }

  /** The grammar a decoder has to have loaded for {@code expectation}. */
  static String grammarName(Expectation expectation) {
    return expectation.kind() + "-" + Integer.toHexString(expectation.phrases().hashCode());
  }

  /** Counters as of now; safe from any thread. */
  public Counters counters() {
    return new Counters(models.refused(), shed.get(), droppedPieces.get(), grammars.refused());
  }

  @Override
  public void close() {
    grammars.close();
    models.close();
  }
}
