package io.parley.media.vad;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Resampler;
import io.parley.kernel.audio.Wav;
import io.parley.media.dsp.HighPass;
import io.parley.media.dsp.NoiseGate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Shows what a call would take for speech in recorded clips: the same filter, gate and edges, fed
 * frame by frame. Owned by the thread that runs it.
 */
public final class VadTool {
  private static final int RATE_HZ = 8000;
  private static final int FRAME_SAMPLES = RATE_HZ / 1000 * SpeechEdges.FRAME_MS;

  /** Silence that ends speech here, as long as a turn that sounds complete waits for more. */
  private static final int SILENCE_MS = 500;

  private VadTool() {}

  /**
   * Writes one JSON line per edge: {@code {"clip": name, "event": "start"|"end", "t": seconds}},
   * where {@code t} is how much audio had been read when it was decided. Speech that goes on to the
   * end of a clip ends there.
   */
  public static void run(List<Path> files, Appendable out) throws IOException {
    for (Path file : files) {
      Pcm clip = Resampler.convert(Wav.read(file), RATE_HZ);
      Path name = file.getFileName();
      follow(name == null ? file.toString() : name.toString(), clip.samples(), out);
    }
  }

  private static void follow(String clip, short[] samples, Appendable out) throws IOException {
    HighPass highPass = new HighPass(RATE_HZ);
    NoiseGate gate = new NoiseGate(RATE_HZ);
    SpeechEdges edges = SpeechEdges.create(RATE_HZ);
    edges.setSilenceMs(SILENCE_MS);
    short[] frame = new short[FRAME_SAMPLES];
    int read = 0;
    while (read < samples.length) {
      int length = Math.min(FRAME_SAMPLES, samples.length - read);
      System.arraycopy(samples, read, frame, 0, length);
      highPass.process(frame, 0, length);
      gate.process(frame, 0, length);
      int event = edges.onFrame(frame, 0, length, false);
      read += length;
      if (event != SpeechEdges.NOTHING) {
        write(out, clip, event == SpeechEdges.STARTED ? "start" : "end", read);
      }
    }
    if (edges.isSpeaking()) {
      write(out, clip, "end", read);
    }
  }

  private static void write(Appendable out, String clip, String event, int samplesRead)
      throws IOException {
    out.append("{\"clip\": \"");
    for (int i = 0; i < clip.length(); i++) {
      char c = clip.charAt(i);
      if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c == '"' || c == '\\' ? "\\" + c : String.valueOf(c));
      }
    }
    double seconds = (double) samplesRead / RATE_HZ;
    out.append(String.format(Locale.ROOT, "\", \"event\": \"%s\", \"t\": %.3f}\n", event, seconds));
  }
}
