package io.parley.agent.speech;

import io.parley.agent.hear.Expectation;
import io.parley.kernel.audio.Wav;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.route.LessonContent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./parley transcribe}: what the recogniser of a call understands of a WAV file. The file is
 * cut into utterances at pauses. Stateless.
 */
public final class TranscribeTool {
  private TranscribeTool() {}

  /**
   * Prints a line for each utterance of {@code file}: its text, or with {@code json} an object with
   * text, confidence and place. Answers the exit code.
   */
  public static int run(
      Path file,
      @Nullable LessonContent lesson,
      SpeechEngines engines,
      boolean json,
      PrintStream out)
      throws IOException, InterruptedException {
    Fault fault =
        RecordedSpeech.hear(
            engines.transcriber(),
            lesson,
            Expectation.OPEN,
            Wav.read(file),
            stretch -> print(out, json, stretch));
    if (fault != null) {
      out.println("transcribe: " + fault.detail());
    }
    return fault == null ? 0 : 1;
  }

  private static void print(PrintStream out, boolean json, RecordedSpeech.Stretch stretch) {
    String text = stretch.transcript().text();
    if (!json) {
      if (!text.isEmpty()) {
        out.println(text);
      }
      return;
    }
    double confidence = stretch.transcript().confidence();
    List<String> fields = new ArrayList<>();
    fields.add("\"text\": \"" + text.replace("\\", "").replace("\"", "") + "\"");
    fields.add(String.format(Locale.ROOT, "\"confidence\": %.2f", confidence));
    fields.add("\"from_ms\": " + stretch.fromMs());
    fields.add("\"to_ms\": " + stretch.toMs());
    out.println("{" + String.join(", ", fields) + "}");
  }
}
