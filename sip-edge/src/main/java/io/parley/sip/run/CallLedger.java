package io.parley.sip.run;

import io.parley.kernel.call.EndReason;
import io.parley.kernel.route.CallBudget;
import io.parley.sip.call.OverLimit;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls against their budgets: how many are up, and how many began of late (a token bucket
 * of one second's worth). A budget that nothing counts against any more is forgotten. Safe from any
 * thread.
 */
final class CallLedger {
  private static final double NS_PER_S = 1e9;
  private static final int NEXT_SECOND_S = 1;

  private final ConcurrentHashMap<String, Account> accounts = new ConcurrentHashMap<>();
  private final int retryAfterS;

  /** Answers {@code retryAfterS} when too many calls are up. */
  CallLedger(int retryAfterS) {
    this.retryAfterS = retryAfterS;
  }

  /**
   * What counts against one budget.
   *
   * @param tokens calls that may begin at {@code atNs}
   */
  private record Account(int calls, double tokens, long atNs, @Nullable EndReason refused) {
    static final Account NEW = new Account(0, Double.MAX_VALUE, 0, null);

    /** As it stands at {@code nowNs}. */
    Account at(CallBudget budget, long nowNs) {
      double earned = Math.max(0, nowNs - atNs) / NS_PER_S * budget.callsPerSecond();
      return new Account(calls, Math.min(budget.callsPerSecond(), tokens + earned), nowNs, null);
    }

    Account taken(CallBudget budget) {
      if (budget.callsPerSecond() > 0 && tokens < 1) {
        return new Account(calls, tokens, atNs, EndReason.RATE_LIMIT_REACHED);
      }
      if (budget.maxCalls() > 0 && calls >= budget.maxCalls()) {
        return new Account(calls, tokens, atNs, EndReason.CONCURRENCY_LIMIT_REACHED);
      }
      return new Account(calls + 1, budget.callsPerSecond() > 0 ? tokens - 1 : tokens, atNs, null);
    }

    Account given(double refund) {
      return new Account(Math.max(0, calls - 1), tokens + refund, atNs, null);
    }

    /** Whether a new one would be the same. */
    boolean isIdle(CallBudget budget) {
      return calls == 0 && tokens >= budget.callsPerSecond();
    }
  }

  /** Counts a call against all of {@code budgets}, or against none: then null is not answered. */
  @Nullable OverLimit take(List<CallBudget> budgets, long nowNs) {
    for (int i = 0; i < budgets.size(); i++) {
      CallBudget budget = budgets.get(i);
      Account account =
          accounts.compute(
              budget.key(),
              (_, known) -> (known == null ? Account.NEW : known).at(budget, nowNs).taken(budget));
      EndReason refused = account == null ? null : account.refused();
      if (refused != null) {
        budgets.subList(0, i).forEach(each -> give(each, 1, nowNs));
        return over(budget, refused);
      }
    }
    return null;
  }

  private OverLimit over(CallBudget budget, EndReason reason) {
    return reason == EndReason.RATE_LIMIT_REACHED
        ? new OverLimit(
            reason,
            "%s: %d new calls a second".formatted(budget.what(), budget.callsPerSecond()),
            NEXT_SECOND_S)
        : new OverLimit(
            reason,
            "%s: %d calls at a time".formatted(budget.what(), budget.maxCalls()),
            retryAfterS);
  }

  /** A call that was counted is over. */
  void give(List<CallBudget> budgets, long nowNs) {
    budgets.forEach(each -> give(each, 0, nowNs));
  }

  private void give(CallBudget budget, double refund, long nowNs) {
    accounts.computeIfPresent(
        budget.key(),
        (_, known) -> {
          Account given = known.at(budget, nowNs).given(refund);
          return given.isIdle(budget) ? null : given;
        });
  }

  /** Budgets that something counts against. */
  int size() {
    return accounts.size();
  }
}
