package io.parley.media.vad;

import io.parley.kernel.own.HotPath;
import java.util.Arrays;

/**
 * How loud a stream is when nobody speaks, by minimum statistics: the lowest smoothed level of the
 * last 1.9 s. It falls at once and rises after that time, so words never lift it. Owned by one
 * detector; fed one level per 20 ms.
 */
@HotPath
final class NoiseFloor {
  private static final int STRETCHES = 8;
  private static final int STRETCH_FRAMES = 12;
  private static final double SMOOTHING = 0.5;
  private static final double BIAS_DB = 1;

  /** Before two seconds were heard the floor is taken to be no higher than this. */
  private static final double FIRST_DBFS = -42;

  private static final double LOWEST_DBFS = -70;

  private final double[] minima = new double[STRETCHES];
  private int stretch;
  private int frames;
  private double smoothed = FIRST_DBFS;
  private double floor = FIRST_DBFS;

  NoiseFloor() {
    Arrays.fill(minima, FIRST_DBFS);
  }

  /** Takes the level of the next frame. */
  void add(double levelDbfs) {
    double level = Math.max(levelDbfs, LOWEST_DBFS);
    smoothed += SMOOTHING * (level - smoothed);
    minima[stretch] = Math.min(minima[stretch], smoothed);
    if (++frames == STRETCH_FRAMES) {
      frames = 0;
      stretch = (stretch + 1) % STRETCHES;
      minima[stretch] = smoothed;
    }
    double least = minima[0];
    for (int i = 1; i < STRETCHES; i++) {
      least = Math.min(least, minima[i]);
    }
    floor = least + BIAS_DB;
  }

  /** The floor, in dBFS. */
  double dbfs() {
    return floor;
  }
}
