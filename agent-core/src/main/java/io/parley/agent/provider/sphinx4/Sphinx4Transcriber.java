package io.parley.agent.provider.sphinx4;

import io.parley.agent.engine.RecogniserPool;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.grammar.Pronouncer;
import io.parley.kernel.route.LessonContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hears a lesson's callers in pure Java: its grammar, and for open speech its own small language
 * model beside it. One instance serves all calls. A recogniser holds about 100 MB of heap, so few
 * exist; a talker who finds none of a kind is heard by the other alone, counted.
 */
public final class Sphinx4Transcriber implements Transcriber, AutoCloseable {
  private static final String DICTIONARY = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";
  private static final int MAX_LESSONS = 64;

  private final Path folder;
  private final Path dictionary;
  private final Pronouncer pronouncer;
  private final Map<Optional<LessonContent>, LessonFiles> lessons = new ConcurrentHashMap<>();
  private final RecogniserPool<LessonFiles, Recogniser> grammars;
  private final RecogniserPool<LessonFiles, Recogniser> models;
  private final AtomicLong droppedPieces = new AtomicLong();

  /** Counters since the start. */
  public record Counters(long grammarOnly, long unheard, long droppedPieces) {}

  /**
   * Prepares {@code folder}; at most {@code maxTalkers} utterances are heard with the language
   * model at one time, one more by the grammar.
   */
  public Sphinx4Transcriber(Path folder, int maxTalkers, Pronouncer pronouncer) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.pronouncer = pronouncer;
    this.dictionary = folder.resolve("cmudict-en-us.dict");
    try (InputStream packaged = Sphinx4Transcriber.class.getResourceAsStream(DICTIONARY)) {
      if (packaged == null) {
        throw new IOException("sphinx4-data is not on the class path: no " + DICTIONARY);
      }
      Files.write(dictionary, packaged.readAllBytes());
    }
    grammars =
        new RecogniserPool<>(
            files -> new Recogniser(files, true), Recogniser::free, Math.max(1, maxTalkers) + 1);
    models =
        new RecogniserPool<>(files -> new Recogniser(files, false), Recogniser::free, maxTalkers);
  }

  @Override
  public String name() {
    return "sphinx4";
  }

  /** Loads recognisers for {@code lesson} in the background, so that its first call need not. */
  public void prepare(@Nullable LessonContent lesson) {
    warm(files(Optional.ofNullable(lesson)));
  }

  private void warm(LessonFiles files) {
    boolean grammar = grammars.claim(files);
    boolean model = models.claim(files);
    if (grammar || model) {
      Thread.ofPlatform()
          .daemon(true)
          .name("speech-java-warm")
          .start(() -> fill(files, grammar, model));
    }
  }

  /** One after the other: a recogniser being loaded takes twice the memory of one that is. */
  private void fill(LessonFiles files, boolean grammar, boolean model) {
    try {
      if (grammar) {
        grammars.fill(files);
      }
    } finally {
      if (model) {
        models.fill(files);
      }
    }
  }

  @Override
  public Hearing open(Request request, Listener listener) {
    LessonFiles files = files(Optional.ofNullable(request.lesson()));
    warm(files);
    return new Sphinx4Hearing(this, files, request.rateHz(), listener);
  }

  private LessonFiles files(Optional<LessonContent> lesson) {
    if (lessons.size() >= MAX_LESSONS && !lessons.containsKey(lesson)) {
      lessons.clear();
    }
    return lessons.computeIfAbsent(lesson, this::make);
  }

  private LessonFiles make(Optional<LessonContent> lesson) {
    try {
      return LessonFiles.make(lesson.orElse(null), folder, dictionary, pronouncer);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write under " + folder, failure);
    }
  }

  RecogniserPool<LessonFiles, Recogniser> grammars() {
    return grammars;
  }

  RecogniserPool<LessonFiles, Recogniser> models() {
    return models;
  }

  void countDropped() {
    droppedPieces.incrementAndGet();
  }

  /** Counters as of now; safe from any thread. */
  public Counters counters() {
    return new Counters(models.refused(), grammars.refused(), droppedPieces.get());
  }

  @Override
  public void close() {
    grammars.close();
    models.close();
  }
}
