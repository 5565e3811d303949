package io.parley.agent.speech;

import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.Transcript;
import io.parley.agent.lesson.Lesson;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Resampler;
import io.parley.kernel.audio.Wav;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.time.Pause;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./parley transcribe}: what the recogniser of a call understands of a WAV file. The file is
 * cut into utterances at pauses. Stateless.
 */
public final class TranscribeTool {
  private static final int NARROW_HZ = 8000;
  private static final int PIECE_MS = 100;

  /** Five times real time: no faster than a recogniser that gives up when it falls behind. */
  private static final Duration PACE = Duration.ofMillis(PIECE_MS / 5);

  private static final int PATIENCE_S = 120;

  private TranscribeTool() {}

  /** One result, or the fault that ended the stream. */
  private record Answer(Transcript transcript, @Nullable Fault fault) {}

  /**
   * Prints a line for each utterance of {@code file}: its text, or with {@code json} an object with
   * text, confidence and place. Answers the exit code.
   */
  public static int run(
      Path file, @Nullable Lesson lesson, SpeechEngines engines, boolean json, PrintStream out)
      throws IOException, InterruptedException {
    Pcm audio = Wav.read(file);
    if (audio.rateHz() != NARROW_HZ && audio.rateHz() != 2 * NARROW_HZ) {
      audio = Resampler.convert(audio, NARROW_HZ);
    }
    BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(16);
    Transcriber.Request request = new Transcriber.Request(audio.rateHz(), lesson);
    try (Transcriber.Hearing hearing =
        engines.transcriber().open(request, new Collector(answers))) {
      long speech = 0;
      for (Utterances.Span span : Utterances.of(audio)) {
        feed(hearing, ++speech, audio, span);
        Answer answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (answer == null || answer.fault() != null) {
          Fault fault = answer == null ? null : answer.fault();
          out.println("transcribe: " + (fault == null ? "no answer" : fault.detail()));
          return 1;
        }
        print(out, json, audio.rateHz(), span, answer.transcript());
      }
    }
    return 0;
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

  private static void print(
      PrintStream out, boolean json, int rateHz, Utterances.Span span, Transcript transcript) {
    if (!json) {
      if (!transcript.text().isEmpty()) {
        out.println(transcript.text());
      }
      return;
    }
    List<String> fields = new ArrayList<>();
    fields.add("\"text\": \"" + transcript.text().replace("\\", "").replace("\"", "") + "\"");
    fields.add(String.format(Locale.ROOT, "\"confidence\": %.2f", transcript.confidence()));
    fields.add("\"from_ms\": " + span.from() * 1000L / rateHz);
    fields.add("\"to_ms\": " + span.to() * 1000L / rateHz);
    out.println("{" + String.join(", ", fields) + "}");
  }

  private record Collector(BlockingQueue<Answer> answers) implements Transcriber.Listener {
    @Override
    public void partial(long speech, String text) {
      // Only final results are printed.
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
