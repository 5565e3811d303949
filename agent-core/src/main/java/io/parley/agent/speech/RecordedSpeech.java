package io.parley.agent.speech;

import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.Transcript;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Resampler;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.time.Pause;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears a recording with the recogniser of a call: cut into stretches of speech at pauses, each
 * handed over at the pace a recogniser can follow. Blocks the calling thread. Stateless.
 */
public final class RecordedSpeech {
  private static final int NARROW_HZ = 8_000;
  private static final int WIDE_HZ = 16_000;
  private static final int PIECE_MS = 100;

  /** Five times real time: no faster than a recogniser that gives up when it falls behind. */
  private static final Duration PACE = Duration.ofMillis(PIECE_MS / 5);

  private static final int PATIENCE_S = 120;

  private RecordedSpeech() {}

  /**
   * One stretch of speech and what was understood of it.
   *
   * @param fromMs where it begins in the recording
   * @param toMs where it ends
   */
  public record Stretch(long fromMs, long toMs, Transcript transcript) {}

  /** One result, or the fault that ended the stream. */
  private record Answer(Transcript transcript, @Nullable Fault fault) {}

  /**
   * Tells {@code sink} of every stretch of {@code recording}, which may have any rate; answers the
   * fault that kept the rest from being heard, or null.
   */
  public static @Nullable Fault hear(
      Transcriber transcriber,
      @Nullable LessonContent lesson,
      Expectation expectation,
      Pcm recording,
      Consumer<Stretch> sink)
      throws InterruptedException {
    Pcm audio = Resampler.convert(recording, recording.rateHz() < WIDE_HZ ? NARROW_HZ : WIDE_HZ);
    BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(16);
    Transcriber.Request request = new Transcriber.Request(audio.rateHz(), lesson);
    try (Transcriber.Hearing hearing = transcriber.open(request, new Collector(answers))) {
      hearing.expect(expectation);
      long speech = 0;
      for (Utterances.Span span : Utterances.of(audio)) {
        feed(hearing, ++speech, audio, span);
        Answer answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (answer == null) {
          return new Fault.Unavailable(
              transcriber.name() + " did not answer within " + PATIENCE_S + " s",
              Fault.Retry.LATER);
        }
        Fault fault = answer.fault();
        if (fault != null) {
          return fault;
        }
        sink.accept(
            new Stretch(
                span.from() * 1000L / audio.rateHz(),
                span.to() * 1000L / audio.rateHz(),
                answer.transcript()));
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (RuntimeException e) {
      return new Fault.Unavailable(transcriber.name() + " failed: " + e, Fault.Retry.LATER);
    }
    return null;
  }

  /** Gives {@code span} of {@code audio} to the recogniser, at the pace it can follow. */
  static void feed(Transcriber.Hearing hearing, long speech, Pcm audio, Utterances.Span span)
      throws InterruptedException {
    hearing.begin(speech);
    int piece = audio.rateHz() / 1000 * PIECE_MS;
    for (int from = span.from(); from < span.to(); from += piece) {
      int to = Math.min(span.to(), from + piece);
      hearing.audio(new Pcm(Arrays.copyOfRange(audio.samples(), from, to), audio.rateHz()));
      Pause.SLEEP.pause(PACE);
    }
    hearing.end(speech);
  }

  private record Collector(BlockingQueue<Answer> answers) implements Transcriber.Listener {
    @Override
    public void partial(long speech, String text) {
      // Only final results are told.
    }

    @Override
    public void settled(long speech, Transcript transcript) {
      answers.add(new Answer(transcript, null));
    }

    @Override
    public void failed(Fault fault) {
      answers.add(new Answer(Transcript.NOTHING, fault));
    }
  }
}
