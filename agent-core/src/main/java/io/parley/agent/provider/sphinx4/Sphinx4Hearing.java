package io.parley.agent.provider.sphinx4;

import io.parley.agent.engine.RecogniserPool;
import io.parley.agent.engine.TelephoneUpsampler;
import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.Transcript;
import io.parley.agent.hear.grammar.LessonLanguage;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Resampler;
import io.parley.kernel.fault.Fault;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call's stream. Its own fields belong to the thread that calls it; each utterance is decoded
 * on threads of its own, as many as there are recognisers to borrow.
 */
final class Sphinx4Hearing implements Transcriber.Hearing {
  private static final int MAX_SECONDS = 20;
  private static final int NARROW_HZ = 8000;
  private static final int WIDE_HZ = 16000;

  private final Sphinx4Transcriber engine;
  private final LessonFiles files;
  private final int rateHz;
  private final Transcriber.Listener listener;
  private final TelephoneUpsampler upsampler = new TelephoneUpsampler();
  private @Nullable Resampler resampler;
  private Expectation expectation = Expectation.OPEN;
  private @Nullable Listening byGrammar;
  private @Nullable Listening byModel;
  private CompletableFuture<?> grammarFree = CompletableFuture.completedFuture(null);
  private CompletableFuture<?> modelFree = CompletableFuture.completedFuture(null);
  private long heardSamples;

  /** One recogniser's ear for one utterance. */
  private record Listening(
      AudioStream stream, CompletableFuture<Recogniser.@Nullable Heard> heard) {
    Listening() {
      this(new AudioStream(), new CompletableFuture<>());
    }
  }

  Sphinx4Hearing(
      Sphinx4Transcriber engine, LessonFiles files, int rateHz, Transcriber.Listener listener) {
    this.engine = engine;
    this.files = files;
    this.rateHz = rateHz;
    this.listener = listener;
  }

  @Override
  public void expect(Expectation next) {
    expectation = next;
  }

  @Override
  public void begin(long speech) {
    close();
    upsampler.reset();
    resampler = rateHz == NARROW_HZ || rateHz == WIDE_HZ ? null : new Resampler(rateHz, WIDE_HZ);
    heardSamples = 0;
    Expectation.Kind kind = expectation.kind();
    boolean strict = kind == Expectation.Kind.NUMBER || kind == Expectation.Kind.YES_NO;
    Consumer<String> partial =
        text -> {
          if (!text.isEmpty()) {
            listener.partial(speech, text);
          }
        };
    Consumer<String> nobody = _ -> {};
    Listening strictly = new Listening();
    grammarFree = start(grammarFree, strictly, engine.grammars(), kind, strict ? partial : nobody);
    byGrammar = strictly;
    if (!strict) {
      Listening freely = new Listening();
      modelFree = start(modelFree, freely, engine.models(), kind, partial);
      byModel = freely;
    }
  }

  /**
   * Starts decoding on a thread of its own and answers the future of its end. It waits for {@code
   * free}, the call's decoding before: that one is given back within milliseconds, while loading
   * another recogniser takes seconds.
   */
  private CompletableFuture<?> start(
      CompletableFuture<?> free,
      Listening listening,
      RecogniserPool<LessonFiles, Recogniser> pool,
      Expectation.Kind kind,
      Consumer<String> partial) {
    CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon(true)
        .name("speech-java")
        .start(() -> {
          free.join();
          decode(pool, listening, kind, partial);
          ended.complete(null);
        });
    return ended;
  }

  private void decode(
      RecogniserPool<LessonFiles, Recogniser> pool,
      Listening listening,
      Expectation.Kind kind,
      Consumer<String> partial) {
    Recogniser recogniser = null;
    try {
      recogniser = pool.borrow(files);
      Recogniser.Heard heard =
          recogniser == null ? null : recogniser.listen(listening.stream(), kind, partial);
      if (recogniser != null) {
        pool.giveBack(files, recogniser);
      }
      listening.heard().complete(heard);
    } catch (RuntimeException failure) {
      if (recogniser != null) {
        pool.discard(recogniser);
      }
      listening.heard().completeExceptionally(failure);
    }
  }

  @Override
  public void audio(Pcm pcm) {
    if (heardSamples > (long) MAX_SECONDS * rateHz) {
      return;
    }
    heardSamples += pcm.length();
    short[] wide = wide(pcm.samples());
    write(byGrammar, wide);
    write(byModel, wide);
  }

  private void write(@Nullable Listening listening, short[] wide) {
    if (listening != null && !listening.stream().write(wide)) {
      engine.countDropped();
    }
  }

  private short[] wide(short[] audio) {
    Resampler other = resampler;
    if (other != null) {
      return other.convert(audio);
    }
    return rateHz == WIDE_HZ ? audio : upsampler.convert(audio);
  }

  @Override
  public void end(long speech) {
    Expectation.Kind kind = expectation.kind();
    CompletableFuture<Recogniser.@Nullable Heard> strict = ended(byGrammar);
    CompletableFuture<Recogniser.@Nullable Heard> free = ended(byModel);
    byGrammar = null;
    byModel = null;
    var _ =
        strict
            .thenAcceptBoth(
                free, (grammar, model) -> listener.settled(speech, choose(kind, grammar, model)))
            .exceptionally(this::failed);
  }

  private @Nullable Void failed(Throwable failure) {
    listener.failed(new Fault.Unavailable("sphinx4: " + failure, Fault.Retry.ELSEWHERE));
    return null;
  }

  private static CompletableFuture<Recogniser.@Nullable Heard> ended(
      @Nullable Listening listening) {
    if (listening == null) {
      return CompletableFuture.completedFuture(null);
    }
    listening.stream().end();
    return listening.heard();
  }

  /** The better of the two, with how sure that is. */
  private Transcript choose(
      Expectation.Kind kind, Recogniser.@Nullable Heard grammar, Recogniser.@Nullable Heard model) {
    if (model == null || model.text().isEmpty()) {
      return grammar == null || grammar.text().isEmpty()
          ? Transcript.NOTHING
          : new Transcript(grammar.text(), kind == Expectation.Kind.OPEN ? 0.5 : 0.7);
    }
    if (grammar == null || grammar.text().isEmpty()) {
      return new Transcript(model.text(), freely(model.text()));
    }
    if (grammar.text().equals(model.text())) {
      return new Transcript(model.text(), 0.9);
    }
    return grammar.scorePerFrame() >= model.scorePerFrame()
        ? new Transcript(grammar.text(), 0.6)
        : new Transcript(model.text(), freely(model.text()));
  }

  /** Words no grammar confirms are believed as far as the lesson's language knows them. */
  private double freely(String text) {
    return 0.2 + 0.45 * LessonLanguage.familiarity(text, files.pairs());
  }

  @Override
  public void close() {
    for (Listening listening : new Listening[] {byGrammar, byModel}) {
      if (listening != null) {
        listening.stream().end();
      }
    }
    byGrammar = null;
    byModel = null;
  }
}
