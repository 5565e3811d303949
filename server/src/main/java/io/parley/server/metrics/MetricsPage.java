package io.parley.server.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/** The page Prometheus scrapes. Safe from any thread. */
public final class MetricsPage {
  /** Content type of {@link #scrape}. */
  public static final String CONTENT_TYPE = TextFormat.CONTENT_TYPE_004;

  private final CollectorRegistry registry = new CollectorRegistry();

  /** A page of the JVM's own metrics and of what {@code families} answer when asked. */
  public MetricsPage(List<Supplier<Families>> families) {
    DefaultExports.register(registry);
    registry.register(
        new Collector() {
          @Override
          public List<MetricFamilySamples> collect() {
            return families.stream().flatMap(each -> each.get().samples().stream()).toList();
          }
        });
  }

  /** The page as of now, in Prometheus' text format 0.0.4. */
  public String scrape() {
    StringWriter page = new StringWriter();
    try {
      TextFormat.write004(page, registry.metricFamilySamples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }
}
