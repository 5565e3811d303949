package io.parley.agent.speak.spoken;

import io.parley.agent.engine.SpeechThreads;
import io.parley.agent.speak.Synthesizer;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Resampler;
import io.parley.kernel.fault.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What every embedded voice needs around its engine: text in words, clauses, level, the leg's rate,
 * and a bounded memory of what was said before. Safe from any thread; the engine is called on the
 * speech threads only.
 */
public final class Prompts {
  private static final int PIECE_MS = 200;
  private static final int MAX_CACHED_SAMPLES = 8_000_000;

  /** An engine that speaks a text as a whole at its own rate. */
  @FunctionalInterface
  public interface Engine {
    /** {@code text} as audio; blocks the calling speech thread. */
    Pcm speak(String text);
  }

  private record Key(String text, int rateHz) {}

  private final SpeechThreads threads;
  private final Engine engine;
  private final Object cacheLock = new Object();
  private final Map<Key, Pcm> cache = new LinkedHashMap<>(64, 0.75f, true);
  private int cachedSamples;

  /** Wraps {@code engine}. */
  public Prompts(SpeechThreads threads, Engine engine) {
    this.threads = threads;
    this.engine = engine;
  }

  /** {@link Synthesizer#speak} for the wrapped engine. */
  public @Nullable Fault speak(String text, int rateHz, Synthesizer.Sink sink)
      throws InterruptedException {
    List<Future<Pcm>> clauses = new ArrayList<>();
    try {
      for (String clause : Clauses.of(SpokenText.of(text))) {
        clauses.add(threads.submit(() -> audio(clause, rateHz)));
      }
      for (Future<Pcm> clause : clauses) {
        if (!deliver(clause.get(), sink)) {
          return null;
        }
      }
      return null;
    } catch (RejectedExecutionException full) {
      return new Fault.Busy("speech synthesis: too many sentences wait", 1);
    } catch (ExecutionException failure) {
      return new Fault.Unavailable(
          "speech synthesis failed: " + failure.getCause(), Fault.Retry.ELSEWHERE);
    } finally {
      clauses.forEach(clause -> clause.cancel(false));
    }
  }

  private static boolean deliver(Pcm audio, Synthesizer.Sink sink) throws InterruptedException {
    int piece = audio.rateHz() / 1000 * PIECE_MS;
    for (int from = 0; from < audio.length(); from += piece) {
      int to = Math.min(audio.length(), from + piece);
      if (!sink.audio(new Pcm(Arrays.copyOfRange(audio.samples(), from, to), audio.rateHz()))) {
        return false;
      }
    }
    return true;
  }

  private Pcm audio(String clause, int rateHz) {
    Key key = new Key(clause, rateHz);
    synchronized (cacheLock) {
      Pcm known = cache.get(key);
      if (known != null) {
        return known;
      }
    }
    Pcm made = Loudness.even(Resampler.convert(engine.speak(clause), rateHz));
    synchronized (cacheLock) {
      if (cache.putIfAbsent(key, made) == null) {
        cachedSamples += made.length();
      }
      var eldest = cache.values().iterator();
      while (cachedSamples > MAX_CACHED_SAMPLES && eldest.hasNext()) {
        cachedSamples -= eldest.next().length();
        eldest.remove();
      }
    }
    return made;
  }
}
