package io.parley.loadtests.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFormat;

/**
 * Text spoken as 8 kHz audio by a voice that recognisers understand: flite's rms where the program
 * is installed, FreeTTS kevin16 otherwise. For one thread.
 */
public final class Voice {
  private static final double SPEECH_DBM0 = -18;

  private final boolean flite;

  private Voice(boolean flite) {
    this.flite = flite;
  }

  /** The best voice there is; {@code path} is the program search path. */
  public static Voice best(String path) {
    for (String folder : path.split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "flite"))) {
        return new Voice(true);
      }
    }
    return new Voice(false);
  }

  public String name() {
    return flite ? "flite rms" : "FreeTTS kevin16";
  }

  /** The text as speech of an ordinary telephone level. */
  public Sound speak(String text) throws IOException {
    Sound sound = flite ? byFlite(text) : byFreeTts(text);
    return new Sound(Levels.atLevel(sound.pcm(), SPEECH_DBM0), sound.rateHz());
  }

  private static Sound byFlite(String text) throws IOException {
    Path file = Files.createTempFile("parley-say", ".wav");
    try {
      Process process =
          new ProcessBuilder("flite", "-voice", "rms", "-t", text, "-o", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("flite could not speak \"" + text + "\"");
      }
      return Wav.read(file).at8k();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while flite was speaking", interrupted);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Sound byFreeTts(String text) throws IOException {
    System.setProperty(
        "freetts.voices", "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory");
    com.sun.speech.freetts.Voice voice =
        com.sun.speech.freetts.VoiceManager.getInstance().getVoice("kevin16");
    if (voice == null) {
      throw new IOException("FreeTTS has no voice kevin16: install flite, or use --wav");
    }
    Collected collected = new Collected();
    voice.setAudioPlayer(collected);
    voice.allocate();
    voice.speak(text);
    voice.deallocate();
    return collected.sound().at8k();
  }

  /**
   * FreeTTS's idea of a loudspeaker, which keeps what it is given. Owned by the speaking thread.
   */
  private static final class Collected implements com.sun.speech.freetts.audio.AudioPlayer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

    Sound sound() {
      ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
      if (!format.isBigEndian()) {
        in.order(java.nio.ByteOrder.LITTLE_ENDIAN);
      }
      short[] pcm = new short[in.limit() / 2];
      in.asShortBuffer().get(pcm);
      return new Sound(pcm, (int) format.getSampleRate());
    }

    @Override
    public void setAudioFormat(AudioFormat wanted) {
      format = wanted;
    }

    @Override
    public AudioFormat getAudioFormat() {
      return format;
    }

    @Override
    public boolean write(byte[] audio) {
      return write(audio, 0, audio.length);
    }

    @Override
    public boolean write(byte[] audio, int offset, int length) {
      bytes.write(audio, offset, length);
      return true;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void reset() {}

    @Override
    public boolean drain() {
      return true;
    }

    @Override
    public void begin(int size) {}

    @Override
    public boolean end() {
      return true;
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}

    @Override
    public float getVolume() {
      return 1;
    }

    @Override
    public void setVolume(float volume) {}

    @Override
    public long getTime() {
      return 0;
    }

    @Override
    public void resetTime() {}

    @Override
    public void startFirstSampleTimer() {}

    @Override
    public void showMetrics() {}
  }
}
