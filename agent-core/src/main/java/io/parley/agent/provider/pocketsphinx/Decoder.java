package io.parley.agent.provider.pocketsphinx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One native decoder. Touched by one thread at a time; whoever borrowed it owns it until it is
 * given back. Every native resource is freed by {@link #close}.
 */
final class Decoder implements AutoCloseable {
  /** Cepstral coefficients whose mean is followed. */
  static final int COEFFICIENTS = 13;

  private static final long FEATURE_SIZE = 16;
  private static final long FEATURE_MEANS = 88;
  private static final long MEANS_LENGTH = 28;
  private static final int MAX_BLOCK = 16000;
  private static final int MAX_GRAMMARS = 12;

  /** What a search believes: the words, and the score of their path. */
  record Hypothesis(String text, int score, int frames) {
    /** The score of the path for one frame of 10 ms. */
    double scorePerFrame() {
      return frames == 0 ? 0 : (double) score / frames;
    }
  }

  private final SphinxLibrary library;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment configuration;
  private final MemorySegment decoder;
  private final MemorySegment samples;
  private final MemorySegment scratch;
  private final @Nullable MemorySegment means;
  private final Set<String> grammars = new LinkedHashSet<>();
  private @Nullable MemorySegment general;

  /** Creates a decoder with command-line {@code options} ({@code -hmm} and so on). */
  Decoder(SphinxLibrary library, Map<String, String> options) {
    this.library = library;
    SphinxLibrary.SETUP_LOCK.lock();
    try {
      configuration = configuration(options);
      decoder = (MemorySegment) library.init.invoke(configuration);
      if (decoder.address() == 0) {
        throw new IllegalStateException("no decoder for " + options);
      }
      samples = arena.allocate(ValueLayout.JAVA_SHORT, MAX_BLOCK);
      scratch = arena.allocate(ValueLayout.JAVA_FLOAT, COEFFICIENTS);
      means = findMeans();
    } catch (Throwable failure) {
      arena.close();
      throw failed("ps_init", failure);
    } finally {
      SphinxLibrary.SETUP_LOCK.unlock();
    }
  }

  private MemorySegment configuration(Map<String, String> options) throws Throwable {
    try (Arena call = Arena.ofConfined()) {
      List<String> words = new ArrayList<>(List.of("parley"));
      options.forEach((key, value) -> {
        words.add(key);
        words.add(value);
      });
      MemorySegment argv = call.allocate(ValueLayout.ADDRESS, words.size() + 1L);
      for (int i = 0; i < words.size(); i++) {
        argv.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(words.get(i)));
      }
      MemorySegment definitions = (MemorySegment) library.arguments.invoke();
      MemorySegment parsed =
          (MemorySegment)
              library.parseArguments.invoke(MemorySegment.NULL, definitions, words.size(), argv, 0);
      if (parsed.address() == 0) {
        throw new IllegalStateException("options refused: " + options);
      }
      return parsed;
    }
  }

  /** The live mean of the features, or null when the structure is not the one we know. */
  private @Nullable MemorySegment findMeans() throws Throwable {
    MemorySegment features = (MemorySegment) library.features.invoke(decoder);
    if (features.get(SphinxLibrary.INT, FEATURE_SIZE) != COEFFICIENTS) {
      return null;
    }
    MemorySegment found = features.get(SphinxLibrary.OUT, FEATURE_MEANS);
    return found.address() != 0 && found.get(SphinxLibrary.INT, MEANS_LENGTH) == COEFFICIENTS
        ? found
        : null;
  }

  /** Whether the grammar {@code name} is loaded. */
  boolean has(String name) {
    return grammars.contains(name);
  }

  /**
   * Adds a search over a JSGF grammar and chooses it; every word of it must be known. The oldest
   * grammar is forgotten when there are too many.
   */
  void grammar(String name, String jsgf) {
    setUp(
        "grammar " + name,
        call ->
            (int)
                library.setGrammar.invoke(
                    decoder, call.allocateFrom(name), call.allocateFrom(jsgf)));
    search(name);
    grammars.add(name);
    if (grammars.size() > MAX_GRAMMARS) {
      String oldest = grammars.iterator().next();
      grammars.remove(oldest);
      forget(oldest);
    }
  }

  /** Loads the model every later {@link #mixture} mixes with. */
  void generalModel(Path file) {
    setUp(
        "model " + file,
        call -> {
          general = read(call, file);
          return 0;
        });
  }

  /** Adds a search over the general model and a lesson's, weighted {@code lessonWeight}. */
  void mixture(String name, @Nullable Path lesson, float lessonWeight) {
    MemorySegment shared = general;
    if (shared == null) {
      throw new IllegalStateException("no general model loaded");
    }
    setUp(
        "model " + name,
        call -> {
          MemorySegment model = (MemorySegment) library.retainModel.invoke(shared);
          if (lesson != null) {
            model = mix(call, read(call, lesson), model, lessonWeight);
          }
          int answer = (int) library.setModel.invoke(decoder, call.allocateFrom(name), model);
          int left = (int) library.freeModel.invoke(model);
          return answer < 0 ? answer : Math.min(0, left);
        });
  }

  private MemorySegment mix(Arena call, MemorySegment lesson, MemorySegment shared, float weight)
      throws Throwable {
    MemorySegment models = call.allocate(ValueLayout.ADDRESS, 2);
    models.setAtIndex(ValueLayout.ADDRESS, 0, lesson);
    models.setAtIndex(ValueLayout.ADDRESS, 1, shared);
    MemorySegment names = call.allocate(ValueLayout.ADDRESS, 2);
    names.setAtIndex(ValueLayout.ADDRESS, 0, call.allocateFrom("lesson"));
    names.setAtIndex(ValueLayout.ADDRESS, 1, call.allocateFrom("general"));
    MemorySegment weights = call.allocateFrom(ValueLayout.JAVA_FLOAT, weight, 1 - weight);
    return (MemorySegment) library.modelSet.invoke(configuration, models, names, weights, 2);
  }

  private MemorySegment read(Arena call, Path file) throws Throwable {
    MemorySegment logmath = (MemorySegment) library.logmath.invoke(decoder);
    MemorySegment model =
        (MemorySegment)
            library.readModel.invoke(configuration, call.allocateFrom(file.toString()), 0, logmath);
    if (model.address() == 0) {
      throw new IllegalStateException("not a language model: " + file);
    }
    return model;
  }

  /** Chooses the search of the next utterance. */
  void search(String name) {
    setUp(
        "search " + name, call -> (int) library.setSearch.invoke(decoder, call.allocateFrom(name)));
  }

  /** Forgets a search that is not the chosen one. */
  private void forget(String name) {
    setUp(
        "search " + name,
        call -> (int) library.unsetSearch.invoke(decoder, call.allocateFrom(name)));
  }

  /** Whether the dictionary has {@code word}. */
  boolean knows(String word) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment phones =
          (MemorySegment) library.lookupWord.invoke(decoder, call.allocateFrom(word));
      return phones.address() != 0;
    } catch (Throwable failure) {
      throw failed("ps_lookup_word", failure);
    }
  }

  /** Adds a word with its phones; {@code update} makes the loaded searches see it. */
  void add(String word, String phones, boolean update) {
    setUp(
        "word " + word + " as " + phones,
        call ->
            (int)
                library.addWord.invoke(
                    decoder, call.allocateFrom(word), call.allocateFrom(phones), update ? 1 : 0));
  }

  /**
   * Natural-log-like weight of a word in the general model; {@code Integer.MIN_VALUE}: not in it.
   */
  int weight(String word) {
    MemorySegment model = general;
    if (model == null) {
      throw new IllegalStateException("no general model loaded");
    }
    try (Arena call = Arena.ofConfined()) {
      int id = (int) library.wordId.invoke(model, call.allocateFrom(word));
      if (id <= 0) {
        return Integer.MIN_VALUE;
      }
      MemorySegment used = call.allocate(ValueLayout.JAVA_INT);
      return (int) library.wordProbability.invoke(model, id, MemorySegment.NULL, 0, used);
    } catch (Throwable failure) {
      throw failed("ngram_ng_prob", failure);
    }
  }

  /** Begins an utterance. */
  void start() {
    try {
      check("ps_start_utt", (int) library.startUtterance.invoke(decoder));
    } catch (Throwable failure) {
      throw failed("ps_start_utt", failure);
    }
  }

  /** Decodes more of the utterance: 16 kHz audio. */
  void feed(short[] audio) {
    try {
      for (int from = 0; from < audio.length; from += MAX_BLOCK) {
        int length = Math.min(MAX_BLOCK, audio.length - from);
        MemorySegment.copy(audio, from, samples, ValueLayout.JAVA_SHORT, 0, length);
        check(
            "ps_process_raw", (int) library.process.invoke(decoder, samples, (long) length, 0, 0));
      }
    } catch (Throwable failure) {
      throw failed("ps_process_raw", failure);
    }
  }

  /** Ends the utterance. */
  Hypothesis finish() {
    try {
      check("ps_end_utt", (int) library.endUtterance.invoke(decoder));
      return hypothesis();
    } catch (Throwable failure) {
      throw failed("ps_end_utt", failure);
    }
  }

  /** The best words so far. */
  Hypothesis hypothesis() {
    try {
      MemorySegment text = (MemorySegment) library.hypothesis.invoke(decoder, scratch);
      int frames = (int) library.frames.invoke(decoder);
      return text.address() == 0
          ? new Hypothesis("", 0, frames)
          : new Hypothesis(text.getString(0), scratch.get(SphinxLibrary.INT, 0), frames);
    } catch (Throwable failure) {
      throw failed("ps_get_hyp", failure);
    }
  }

  /** The cepstral mean this decoder has learnt; null when it cannot be read. */
  float @Nullable [] means() {
    MemorySegment live = means;
    if (live == null) {
      return null;
    }
    try {
      library.getMeans.invoke(live, scratch);
      return scratch.toArray(ValueLayout.JAVA_FLOAT);
    } catch (Throwable failure) {
      throw failed("cmn_live_get", failure);
    }
  }

  /** Starts the next utterance from the mean another one has learnt. */
  void means(float[] learnt) {
    MemorySegment live = means;
    if (live == null) {
      return;
    }
    try {
      MemorySegment.copy(learnt, 0, scratch, ValueLayout.JAVA_FLOAT, 0, COEFFICIENTS);
      library.setMeans.invoke(live, scratch);
    } catch (Throwable failure) {
      throw failed("cmn_live_set", failure);
    }
  }

  @Override
  public void close() {
    setUp(
        "close",
        call -> {
          library.free.invoke(decoder);
          MemorySegment shared = general;
          if (shared != null) {
            library.freeModel.invoke(shared);
          }
          library.freeArguments.invoke(configuration);
          return 0;
        });
    arena.close();
  }

  private interface NativeStep {
    int run(Arena call) throws Throwable;
  }

  private void setUp(String what, NativeStep step) {
    SphinxLibrary.SETUP_LOCK.lock();
    try (Arena call = Arena.ofConfined()) {
      check(what, step.run(call));
    } catch (Throwable failure) {
      throw failed(what, failure);
    } finally {
      SphinxLibrary.SETUP_LOCK.unlock();
    }
  }

  private static void check(String what, int answer) {
    if (answer < 0) {
      throw new IllegalStateException("pocketsphinx refused " + what + ": " + answer);
    }
  }

  private static IllegalStateException failed(String what, Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof IllegalStateException known
        ? known
        : new IllegalStateException("pocketsphinx " + what, failure);
  }
}
