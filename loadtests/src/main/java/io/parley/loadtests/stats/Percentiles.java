package io.parley.loadtests.stats;

import java.util.Arrays;

/** A growing list of figures, summed up by nearest rank. For one thread. */
public final class Percentiles {
  private double[] values = new double[256];
  private int count;

  public void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  public int count() {
    return count;
  }

  /** The smallest value that {@code percent} of all do not exceed; NaN when there are none. */
  public double at(double percent) {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent * count / 100 - 1e-9) - 1;
    return sorted[Math.clamp(rank, 0, count - 1)];
  }

  public double max() {
    return at(100);
  }
}
