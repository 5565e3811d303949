package io.parley.server.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Metric families under construction, in the order they are added. For one thread. */
public final class Families {
  private final List<MetricFamilySamples> samples = new ArrayList<>();

  /** What was added so far. */
  List<MetricFamilySamples> samples() {
    return samples;
  }

  /** A value that goes up and down. */
  public Families gauge(String name, String help, long value) {
    return family(
        name,
        Collector.Type.GAUGE,
        help,
        List.of(sample(name, List.of(), List.of(), (double) value)));
  }

  /** A value that only grows; {@code name} without {@code _total}. */
  public Families counter(String name, String help, long value) {
    Sample only = sample(name + "_total", List.of(), List.of(), (double) value);
    return family(name, Collector.Type.COUNTER, help, List.of(only));
  }

  /** Values that go up and down, of one name, by a label. */
  public Families gauges(String name, String help, String label, Map<String, Long> values) {
    List<Sample> all = new ArrayList<>();
    values.forEach(
        (key, value) -> all.add(sample(name, List.of(label), List.of(key), (double) value)));
    return family(name, Collector.Type.GAUGE, help, all);
  }

  /** Counters of one name by a label. */
  public Families counters(String name, String help, String label, Map<String, Long> values) {
    List<Sample> all = new ArrayList<>();
    values.forEach((key, value) ->
        all.add(sample(name + "_total", List.of(label), List.of(key), (double) value)));
    return family(name, Collector.Type.COUNTER, help, all);
  }

  /**
   * A histogram of counts that are not cumulative yet.
   *
   * @param bounds upper bounds of the buckets; {@code counts} has one more, which has none
   */
  public Families histogram(
      String name, String help, Map<String, String> labels, double[] bounds, long[] counts) {
    List<String> names = new ArrayList<>(labels.keySet());
    List<String> values = new ArrayList<>(labels.values());
    List<Sample> all = new ArrayList<>();
    long cumulative = 0;
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      cumulative += counts[i];
      double bound = i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY;
      sum += counts[i] * (i < bounds.length ? bounds[i] : bounds[bounds.length - 1]);
      List<String> bucketNames = new ArrayList<>(names);
      List<String> bucketValues = new ArrayList<>(values);
      bucketNames.add("le");
      bucketValues.add(bound == Double.POSITIVE_INFINITY ? "+Inf" : "" + bound);
      all.add(sample(name + "_bucket", bucketNames, bucketValues, (double) cumulative));
    }
    all.add(sample(name + "_count", names, values, (double) cumulative));
    all.add(sample(name + "_sum", names, values, sum));
    return family(name, Collector.Type.HISTOGRAM, help, all);
  }

  private Families family(String name, Collector.Type type, String help, List<Sample> all) {
    samples.add(new MetricFamilySamples(name, type, help, all));
    return this;
  }

  private static Sample sample(
      String name, List<String> labels, List<String> values, double value) {
    return new Sample(name, labels, values, value);
  }
}
