package io.parley.control.agents;

import io.parley.kernel.route.CallBudget;
import io.parley.kernel.route.TrunkDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What calls count against: their organisation's limits, and their trunk's. Immutable. */
final class BudgetIndex {
  private final Map<String, Limits> limits;
  private final Map<TrunkIndex.Key, CallBudget> trunks;

  private BudgetIndex(Map<String, Limits> limits, Map<TrunkIndex.Key, CallBudget> trunks) {
    this.limits = Map.copyOf(limits);
    this.trunks = Map.copyOf(trunks);
  }

  static BudgetIndex of(Listing listing) {
    Map<String, Limits> limits = new HashMap<>();
    listing.organisations().forEach(each -> limits.put(each.tenant(), each.limits()));
    Map<TrunkIndex.Key, CallBudget> trunks = new HashMap<>();
    for (Listing.Trunk trunk : listing.trunks()) {
      TrunkDefinition definition = trunk.definition();
      var key = new TrunkIndex.Key(trunk.tenant(), definition.name());
      CallBudget budget =
          new CallBudget(
              "trunk/" + key.tenant() + "/" + key.trunk(),
              "trunk " + key.trunk(),
              any(definition.maxCalls()),
              any(definition.callsPerSecond()));
      if (budget.limits()) {
        trunks.put(key, budget);
      }
    }
    return new BudgetIndex(limits, trunks);
  }

  private static int any(@Nullable Integer limit) {
    return limit == null ? 0 : limit;
  }

  /** The limits of {@code tenant}. */
  Limits limits(String tenant) {
    return limits.getOrDefault(tenant, Limits.NONE);
  }

  /** What a call of {@code tenant} counts against; {@code trunk} is null when it came by none. */
  List<CallBudget> budgets(String tenant, TrunkIndex.@Nullable Key trunk) {
    List<CallBudget> found = new ArrayList<>(2);
    Limits own = limits(tenant);
    CallBudget organisation =
        new CallBudget(
            "organisation/" + tenant,
            "organisation",
            any(own.maxCalls()),
            any(own.callsPerSecond()));
    if (organisation.limits()) {
      found.add(organisation);
    }
    CallBudget ofTrunk = trunk == null ? null : trunks.get(trunk);
    if (ofTrunk != null) {
      found.add(ofTrunk);
    }
    return found;
  }
}
