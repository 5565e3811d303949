package io.parley.media.vad;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.dsp.Level;

/**
 * Takes for speech what is louder than the line's own noise by 10 dB. Needs nothing native; used
 * where the WebRTC detector cannot be loaded.
 */
@HotPath
@OwnedBy("media-loop")
public final class AdaptiveEnergyDetector implements VoiceDetector {
  private static final double MARGIN_DB = 10;

  private final NoiseFloor floor = new NoiseFloor();

  @Override
  public boolean isSpeech(short[] pcm, int offset, int length) {
    double level = Level.dbfs(pcm, offset, length);
    floor.add(level);
    return level > floor.dbfs() + MARGIN_DB;
  }

  @Override
  public String name() {
    return "adaptive energy";
  }
}
