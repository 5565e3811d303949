package io.parley.control.agents;

import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.CallBudget;
import io.parley.kernel.route.PublishedAgent;
import io.parley.kernel.route.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Numbers and agents by what they are asked for. Immutable, safe from any thread.
 *
 * <p>Which number has a call: of those that match it, and whose trunk (if they have one) it came
 * by, first those of tenants on whose trunk it came; of one tenant's, the number itself, then the
 * pattern of the lowest priority, then the most specific; of several tenants', the most specific,
 * then the one made first.
 */
final class ListingIndex {
  private static final int LONGEST = 64;
  private static final Comparator<Candidate> WITHIN_TENANT =
      Comparator.<Candidate, Boolean>comparing(each -> each.pattern().isPattern())
          .thenComparingInt(Candidate::priority)
          .thenComparing(Candidate::pattern, NumberPattern.MOST_SPECIFIC_FIRST)
          .thenComparingInt(Candidate::order);
  private static final Comparator<Candidate> AMONG_TENANTS =
      Comparator.comparing(Candidate::pattern, NumberPattern.MOST_SPECIFIC_FIRST)
          .thenComparingInt(Candidate::order);

  private final Map<String, List<Candidate>> byPrefix;
  private final Map<Key, PublishedAgent> agents;
  private final TrunkIndex trunks;
  private final BudgetIndex budgets;
  private final Map<TrunkIndex.Key, SealedCredential> credentials;

  private ListingIndex(
      Map<String, List<Candidate>> byPrefix, Map<Key, PublishedAgent> agents, Listing listing) {
    this.byPrefix = Map.copyOf(byPrefix);
    this.agents = Map.copyOf(agents);
    this.trunks = TrunkIndex.of(listing.trunks());
    this.budgets = BudgetIndex.of(listing);
    this.credentials =
        listing.credentials().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    each -> new TrunkIndex.Key(each.tenant(), each.name()), each -> each));
  }

  private record Key(TenantId tenant, AgentRef agent) {}

  /** A number that may have a call; {@code order} is that in which numbers were made. */
  private record Candidate(
      NumberPattern pattern, TrunkIndex.Key trunk, int priority, int order, Route route) {}

  static ListingIndex of(Listing listing) {
    Map<String, List<Candidate>> byPrefix = new HashMap<>();
    int order = 0;
    for (Listing.Reach number : listing.numbers()) {
      Route route =
          new Route.ToAgent(
              new TenantId(number.tenant()), new AgentRef(number.agent(), number.version()));
      NumberPattern pattern = NumberPattern.of(number.number());
      var trunk = new TrunkIndex.Key(number.tenant(), number.trunk());
      byPrefix
          .computeIfAbsent(pattern.prefix(), _ -> new ArrayList<>())
          .add(new Candidate(pattern, trunk, number.priority(), order++, route));
    }
    Map<Key, PublishedAgent> published = new HashMap<>();
    for (Listing.Agent agent : listing.agents()) {
      TenantId tenant = new TenantId(agent.tenant());
      AgentRef ref = new AgentRef(agent.id(), agent.version());
      published.put(
          new Key(tenant, ref),
          new PublishedAgent(tenant, ref, agent.definition(), agent.lesson()));
    }
    return new ListingIndex(byPrefix, published, listing);
  }

  /** The route of a call to {@code dialled} from the literal address {@code source}. */
  Route lookup(String dialled, String source) {
    if (dialled.length() > 2 * LONGEST) {
      return new Route.Unknown();
    }
    String number = dialled.toLowerCase(Locale.ROOT);
    TrunkIndex.Arrival arrival = trunks.of(source);
    List<Candidate> found = new ArrayList<>();
    for (int length = Math.min(number.length(), LONGEST); length > 0; length--) {
      for (Candidate each : byPrefix.getOrDefault(number.substring(0, length), List.of())) {
        if (each.pattern().matches(number) && arrival.reaches(each.trunk())) {
          found.add(each);
        }
      }
    }
    List<Candidate> own =
        found.stream().filter(each -> arrival.isOf(each.trunk().tenant())).toList();
    return best(own.isEmpty() ? found : own)
        .map(each -> each.route().counting(budgets(each.trunk(), arrival)))
        .orElse(new Route.Unknown());
  }

  /** A number's own trunk counts, else the one of its tenant that the call came by. */
  private List<CallBudget> budgets(TrunkIndex.Key number, TrunkIndex.Arrival arrival) {
    TrunkIndex.Key trunk =
        number.trunk().isEmpty() ? arrival.firstOf(number.tenant()).orElse(null) : number;
    return budgets.budgets(number.tenant(), trunk);
  }

  /** What a call of {@code tenant} from {@code source} counts against. */
  List<CallBudget> budgets(TenantId tenant, String source) {
    return budgets(new TrunkIndex.Key(tenant.value(), ""), trunks.of(source));
  }

  /** The limits of {@code tenant}. */
  Limits limits(TenantId tenant) {
    return budgets.limits(tenant.value());
  }

  private static Optional<Candidate> best(List<Candidate> found) {
    Map<String, Candidate> byTenant = new LinkedHashMap<>();
    for (Candidate each : found) {
      byTenant.merge(each.trunk().tenant(), each, BinaryOperator.minBy(WITHIN_TENANT));
    }
    return byTenant.values().stream().min(AMONG_TENANTS);
  }

  /** The credential of a language model called {@code name}. */
  Optional<SealedCredential> credential(TenantId tenant, String name) {
    return Optional.ofNullable(credentials.get(new TrunkIndex.Key(tenant.value(), name)));
  }

  Optional<PublishedAgent> find(TenantId tenant, AgentRef agent) {
    return Optional.ofNullable(agents.get(new Key(tenant, agent)));
  }
}
