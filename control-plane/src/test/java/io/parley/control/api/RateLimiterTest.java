package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.agents.Limits;
import io.parley.control.people.Requester;
import io.parley.control.people.Role;
import io.parley.kernel.id.TenantId;
import io.parley.testsupport.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final TenantId A = new TenantId("a");

  private final ManualClock clock = new ManualClock();
  private Limits limits = new Limits(null, null, 120, 60);
  private final RateLimiter limiter = new RateLimiter(_ -> limits, clock);

  private static Requester key(TenantId tenant, String id) {
    return Requester.of(tenant, "key:" + id, Role.ADMIN);
  }

  private int served(Requester who, int requests) {
    int served = 0;
    for (int i = 0; i < requests; i++) {
      served += limiter.take(who).isServed() ? 1 : 0;
    }
    return served;
  }

  @Test
  void servesAMinutesWorthAtOnceAndThenAsItComesBack() {
    assertThat(served(key(A, "1"), 100)).isEqualTo(60);
    clock.advance(Duration.ofSeconds(10));
    assertThat(served(key(A, "1"), 100)).isEqualTo(10);
    clock.advance(Duration.ofHours(3));
    assertThat(served(key(A, "1"), 100)).isEqualTo(60);
    assertThat(limiter.stats().refused()).isEqualTo(40 + 90 + 40);
  }

  @Test
  void tellsWhatIsLeftAndWhenToComeBack() {
    assertThat(limiter.take(key(A, "1")))
        .isEqualTo(new RateLimiter.Verdict(60, 59, 1, 0, "credential"));
    served(key(A, "1"), 59);
    assertThat(limiter.take(key(A, "1")))
        .isEqualTo(new RateLimiter.Verdict(60, 0, 60, 1, "credential"));
  }

  @Test
  void anOrganisationsKeysShareItsLimitAndLeaveOthersAlone() {
    assertThat(served(key(A, "1"), 60)).isEqualTo(60);
    assertThat(served(key(A, "2"), 60)).isEqualTo(60);
    RateLimiter.Verdict third = limiter.take(key(A, "3"));
    assertThat(third.isServed()).isFalse();
    assertThat(third.whose()).isEqualTo("organisation");
    assertThat(served(key(new TenantId("b"), "1"), 60)).isEqualTo(60);
  }

  @Test
  void aChangedLimitHoldsAtOnce() {
    served(key(A, "1"), 30);
    limits = new Limits(null, null, 1_200, 600);
    assertThat(limiter.take(key(A, "1")).remaining()).isEqualTo(299);
    limits = new Limits(null, null, 60, 6_000);
    assertThat(limiter.take(key(A, "1")).limit()).as("never more than all").isEqualTo(60);
  }

  @Test
  void remembersABoundedNumber() {
    for (int i = 0; i < 2 * RateLimiter.MOST; i++) {
      limiter.take(key(new TenantId("t" + i / 100), "k" + i));
    }
    assertThat(limiter.stats().buckets()).isEqualTo(RateLimiter.MOST);
    assertThat(limiter.stats().forgotten()).isGreaterThan(RateLimiter.MOST / 2);
  }
}
