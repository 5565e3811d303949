package io.parley.agent.speech;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Wav;
import io.parley.kernel.fault.Fault;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ./parley say}: a text as a WAV file, spoken by the voice of a call. Stateless. */
public final class SayTool {
  private static final int RATE_HZ = 8000;

  private SayTool() {}

  /** Speaks {@code text} into {@code file} (8 kHz PCM16); answers the exit code. */
  public static int run(String text, Path file, SpeechEngines engines, PrintStream out)
      throws IOException, InterruptedException {
    Speech speech = speak(text, RATE_HZ, engines);
    Fault fault = speech.fault();
    if (fault != null) {
      out.println("say: " + fault.detail());
      return 1;
    }
    Wav.write(file, speech.audio());
    out.println(file + ": " + speech.audio().millis() + " ms at " + RATE_HZ + " Hz");
    out.println(engines.summary());
    return 0;
  }

  /** One sentence as audio, with the fault that kept it from being whole. */
  record Speech(Pcm audio, @Nullable Fault fault) {}

  static Speech speak(String text, int rateHz, SpeechEngines engines) throws InterruptedException {
    List<Pcm> pieces = new ArrayList<>();
    Fault fault = engines.synthesizer().speak(text, rateHz, pieces::add);
    return new Speech(Pcm.joined(pieces, rateHz), fault);
  }
}
