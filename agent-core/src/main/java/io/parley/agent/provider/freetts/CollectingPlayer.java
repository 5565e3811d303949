package io.parley.agent.provider.freetts;

import com.sun.speech.freetts.audio.AudioPlayer;
import io.parley.kernel.audio.Pcm;
import java.io.ByteArrayOutputStream;
import javax.sound.sampled.AudioFormat;

/**
 * Takes what a voice says as PCM instead of playing it. Written by the voice's own thread, read
 * when it has finished.
 */
final class CollectingPlayer implements AudioPlayer {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
  private AudioFormat format = new AudioFormat(16000, 16, 1, true, true);
  private float volume = 1;

  /** What was said. */
  synchronized Pcm collected() {
    byte[] raw = bytes.toByteArray();
    boolean bigEndian = format.isBigEndian();
    short[] samples = new short[raw.length / 2];
    for (int i = 0; i < samples.length; i++) {
      int first = raw[2 * i] & 0xff;
      int second = raw[2 * i + 1] & 0xff;
      samples[i] = (short) (bigEndian ? first << 8 | second : second << 8 | first);
    }
    return new Pcm(samples, (int) format.getSampleRate());
  }

  @Override
  public synchronized boolean write(byte[] audio) {
    return write(audio, 0, audio.length);
  }

  @Override
  public synchronized boolean write(byte[] audio, int offset, int length) {
    bytes.write(audio, offset, length);
    return true;
  }

  @Override
  public synchronized void setAudioFormat(AudioFormat next) {
    format = next;
  }

  @Override
  public synchronized AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public synchronized void setVolume(float next) {
    volume = next;
  }

  @Override
  public synchronized float getVolume() {
    return volume;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public long getTime() {
    return 0;
  }

  @Override
  public void begin(int size) {
    // Nothing is played, so nothing has to be prepared.
  }

  @Override
  public void cancel() {
    // Nothing is played.
  }

  @Override
  public void pause() {
    // Nothing is played.
  }

  @Override
  public void resume() {
    // Nothing is played.
  }

  @Override
  public void reset() {
    // Nothing is played.
  }

  @Override
  public void resetTime() {
    // No time is kept.
  }

  @Override
  public void startFirstSampleTimer() {
    // No time is kept.
  }

  @Override
  public void showMetrics() {
    // No time is kept.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
