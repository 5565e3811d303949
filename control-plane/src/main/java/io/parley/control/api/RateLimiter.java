package io.parley.control.api;

import io.parley.control.agents.Limits;
import io.parley.control.people.Requester;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.time.NanoClock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Counts requests of each organisation and of each credential on this node: a token bucket that
 * holds a minute's worth. The buckets used last are kept, at most {@link #MOST}; a forgotten one
 * begins full. Safe from any thread.
 */
public final class RateLimiter {
  static final int MOST = 10_000;

  private static final double NS_PER_MINUTE = 60e9;
  private static final double NS_PER_S = 1e9;

  private final Function<TenantId, Limits> limits;
  private final NanoClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);
  private long refused;
  private long forgotten;

  /** Asks {@code limits} at each request. */
  public RateLimiter(Function<TenantId, Limits> limits, NanoClock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * What has been counted.
   *
   * @param refused requests answered 429
   * @param buckets organisations and credentials that are remembered
   * @param forgotten buckets given up for want of room
   */
  public record Stats(long refused, int buckets, long forgotten) {}

  /**
   * Whether a request is served, and how much is left of the tighter of the two limits.
   *
   * @param limit requests a minute
   * @param remaining requests that would be served now
   * @param resetS until all of the limit is there again
   * @param retryAfterS until one request would be served; 0 when it is
   * @param whose {@code credential} or {@code organisation}
   */
  record Verdict(int limit, int remaining, long resetS, long retryAfterS, String whose) {
    boolean isServed() {
      return retryAfterS == 0;
    }
  }

  /** Owned by the limiter's lock. */
  private static final class Bucket {
    private final int limit;
    private double tokens;
    private long atNs;

    Bucket(int limit, double tokens, long atNs) {
      this.limit = limit;
      this.tokens = tokens;
      this.atNs = atNs;
    }

    void refill(long nowNs) {
      tokens = Math.min(limit, tokens + (nowNs - atNs) / NS_PER_MINUTE * limit);
      atNs = nowNs;
    }

    private long secondsUntil(double wanted) {
      return (long) Math.ceil((wanted - tokens) / limit * NS_PER_MINUTE / NS_PER_S);
    }

    Verdict verdict(boolean served, String whose) {
      long retryAfterS = served ? 0 : Math.max(1, secondsUntil(1));
      return new Verdict(limit, (int) tokens, secondsUntil(limit), retryAfterS, whose);
    }
  }

  /** Counts a request of {@code who} against both limits, or against none when it is refused. */
  Verdict take(Requester who) {
    Limits own = limits.apply(who.tenant());
    lock.lock();
    try {
      long nowNs = clock.nowNs();
      String tenant = "organisation/" + who.tenant();
      Bucket organisation = bucket(tenant, own.requests(), nowNs);
      Bucket credential =
          bucket(
              "credential/" + who.tenant() + "/" + who.actor(), own.requestsPerCredential(), nowNs);
      boolean served = organisation.tokens >= 1 && credential.tokens >= 1;
      if (served) {
        organisation.tokens--;
        credential.tokens--;
      } else {
        refused++;
      }
      return organisation.tokens < credential.tokens
          ? organisation.verdict(served, "organisation")
          : credential.verdict(served, "credential");
    } finally {
      lock.unlock();
    }
  }

  private Bucket bucket(String key, int limit, long nowNs) {
    Bucket known = buckets.get(key);
    if (known == null) {
      known = new Bucket(limit, limit, nowNs);
      buckets.put(key, known);
      if (buckets.size() > MOST) {
        Map.Entry<String, Bucket> eldest = buckets.entrySet().iterator().next();
        buckets.remove(eldest.getKey());
        forgotten++;
      }
    } else if (known.limit != limit) {
      known.refill(nowNs);
      double share = known.tokens / known.limit;
      known = new Bucket(limit, share * limit, nowNs);
      buckets.put(key, known);
    }
    known.refill(nowNs);
    return known;
  }

  /** As of now. */
  public Stats stats() {
    lock.lock();
    try {
      return new Stats(refused, buckets.size(), forgotten);
    } finally {
      lock.unlock();
    }
  }
}
