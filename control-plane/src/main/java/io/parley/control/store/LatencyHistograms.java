package io.parley.control.store;

import io.parley.control.store.CallStatistics.ProviderLatency;
import io.parley.control.store.CallStatistics.Stage;
import io.parley.kernel.id.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Latencies by bucket, of the stages of turns and of providers. For one transaction. */
final class LatencyHistograms {
  private final JdbcTemplate jdbc;
  private final TenantId tenant;
  private final @Nullable String agent;
  private final SortedMap<Key, SortedMap<Integer, Long>> found = new TreeMap<>(Key.ORDER);

  LatencyHistograms(JdbcTemplate jdbc, TenantId tenant, @Nullable String agent) {
    this.jdbc = jdbc;
    this.tenant = tenant;
    this.agent = agent;
  }

  /** Whose latencies: {@code provider} is empty for a stage of the turn as a whole. */
  private record Key(String agent, int version, String stage, String provider) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::agent)
            .thenComparingInt(Key::version)
            .thenComparing(Key::stage)
            .thenComparing(Key::provider);
  }

  /** Adds what {@code table} has of this time; its rows carry the time in column {@code time}. */
  void add(String table, String time, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return;
    }
    jdbc.query(
        "SELECT agent, agent_version, stage, provider, bucket, sum(turns) FROM %s WHERE tenant_id = ? AND %s >= ? AND %s < ?%s GROUP BY 1, 2, 3, 4, 5"
            .formatted(table, time, time, agent == null ? "" : " AND agent = ?"),
        row -> {
          Key key = new Key(row.getString(1), row.getInt(2), row.getString(3), row.getString(4));
          found
              .computeIfAbsent(key, _ -> new TreeMap<>())
              .merge(row.getInt(5), row.getLong(6), Long::sum);
        },
        CallStatistics.values(tenant, from, to, agent));
  }

  List<Stage> stages() {
    List<Stage> all = new ArrayList<>();
    found.forEach((key, buckets) -> {
      if (key.provider().isEmpty()) {
        all.add(
            new Stage(
                key.agent(),
                key.version(),
                key.stage(),
                sum(buckets),
                LatencyBuckets.percentile(buckets, 50),
                LatencyBuckets.percentile(buckets, 95),
                LatencyBuckets.percentile(buckets, 99)));
      }
    });
    return all;
  }

  List<ProviderLatency> providers() {
    List<ProviderLatency> all = new ArrayList<>();
    found.forEach((key, buckets) -> {
      if (!key.provider().isEmpty()) {
        SortedMap<Integer, Long> done = buckets.tailMap(LatencyBuckets.FAILED + 1);
        all.add(
            new ProviderLatency(
                key.agent(),
                key.version(),
                key.stage(),
                key.provider(),
                sum(buckets),
                buckets.getOrDefault(LatencyBuckets.FAILED, 0L),
                LatencyBuckets.percentile(done, 50),
                LatencyBuckets.percentile(done, 95),
                LatencyBuckets.percentile(done, 99)));
      }
    });
    return all;
  }

  private static long sum(SortedMap<Integer, Long> buckets) {
    return buckets.values().stream().mapToLong(Long::longValue).sum();
  }
}
