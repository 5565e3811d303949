package io.parley.sip.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.EndReason;
import io.parley.kernel.route.CallBudget;
import io.parley.sip.call.OverLimit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CallLedgerTest {
  private static final long S = 1_000_000_000L;
  private static final List<CallBudget> TWO_CALLS =
      List.of(new CallBudget("organisation/a", "organisation", 2, 0));
  private static final List<CallBudget> THREE_A_SECOND =
      List.of(new CallBudget("organisation/b", "organisation", 0, 3));

  private final CallLedger ledger = new CallLedger(5);

  @Test
  void takesAsManyCallsAsMayBeUpAndOneMoreWhenOneIsOver() {
    assertThat(ledger.take(TWO_CALLS, 0)).isNull();
    assertThat(ledger.take(TWO_CALLS, 0)).isNull();
    assertThat(ledger.take(TWO_CALLS, S))
        .isEqualTo(
            new OverLimit(
                EndReason.CONCURRENCY_LIMIT_REACHED, "organisation: 2 calls at a time", 5));
    ledger.give(TWO_CALLS, 2 * S);
    assertThat(ledger.take(TWO_CALLS, 2 * S)).isNull();
    assertThat(ledger.take(TWO_CALLS, 2 * S)).isNotNull();
  }

  @Test
  void takesAsManyNewCallsASecondAsMayBeginHoweverManyAreUp() {
    for (int second = 1; second <= 5; second++) {
      for (int i = 0; i < 3; i++) {
        assertThat(ledger.take(THREE_A_SECOND, second * S)).isNull();
      }
      assertThat(ledger.take(THREE_A_SECOND, second * S))
          .isEqualTo(
              new OverLimit(EndReason.RATE_LIMIT_REACHED, "organisation: 3 new calls a second", 1));
    }
    assertThat(ledger.take(THREE_A_SECOND, 5 * S + S / 3 + 1)).isNull();
    assertThat(ledger.take(THREE_A_SECOND, 5 * S + S / 3 + 2)).isNotNull();
  }

  @Test
  void aCallThatOneLimitRefusesCountsAgainstNone() {
    CallBudget wide = new CallBudget("organisation/c", "organisation", 10, 10);
    CallBudget narrow = new CallBudget("trunk/c/t", "trunk t", 1, 0);
    assertThat(ledger.take(List.of(wide, narrow), 0)).isNull();
    for (int i = 0; i < 50; i++) {
      OverLimit over = ledger.take(List.of(wide, narrow), 0);
      assertThat(over)
          .isEqualTo(
              new OverLimit(EndReason.CONCURRENCY_LIMIT_REACHED, "trunk t: 1 calls at a time", 5));
    }
    for (int i = 0; i < 9; i++) {
      assertThat(ledger.take(List.of(wide), 0)).as("call " + i).isNull();
    }
    assertThat(ledger.take(List.of(wide), S)).isNotNull();
  }

  @Test
  void forgetsWhatNothingCountsAgainst() {
    for (int i = 0; i < 1_000; i++) {
      List<CallBudget> own = List.of(new CallBudget("organisation/" + i, "organisation", 1, 1));
      assertThat(ledger.take(own, i)).isNull();
      ledger.give(own, i + 2 * S);
    }
    assertThat(ledger.size()).isZero();
    assertThat(ledger.take(List.of(), 0)).isNull();
  }

  @Test
  @Timeout(20)
  void neverTakesOneTooManyFromSeveralThreads() throws Exception {
    List<CallBudget> ten = List.of(new CallBudget("organisation/d", "organisation", 10, 0));
    AtomicInteger up = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(4);
    for (int thread = 0; thread < 4; thread++) {
      Thread.ofPlatform()
          .start(() -> {
            for (int i = 0; i < 5_000; i++) {
              if (ledger.take(ten, 0) == null) {
                most.accumulateAndGet(up.incrementAndGet(), Math::max);
                up.decrementAndGet();
                ledger.give(ten, 0);
              }
            }
            done.countDown();
          });
    }
    done.await();
    assertThat(most.get()).isBetween(1, 10);
    assertThat(ledger.size()).isZero();
  }
}
