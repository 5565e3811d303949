package io.parley.control.agents;

import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.PublishedAgent;
import io.parley.kernel.route.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All tenants' numbers and what they reach at one moment. Immutable; its parts are what the file
 * holds.
 *
 * @param revision of the database's directory it was read at
 * @param numbers in the order they were made: where two tenants have the same, the first has it
 */
record Listing(long revision, List<Reach> numbers, List<Agent> agents) {
  /** Nothing: before the first look. */
  static final Listing EMPTY = new Listing(-1, List.of(), List.of());

  Listing {
    numbers = List.copyOf(numbers);
    agents = List.copyOf(agents);
  }

  /** A number, or a prefix with a star behind it. */
  record Reach(String tenant, String number, String agent, int version) {}

  /** A published version that a number reaches. */
  record Agent(
      String tenant,
      String id,
      int version,
      AgentDefinition definition,
      @Nullable LessonContent lesson) {}

  /** The same, as calls look it up. */
  Index index() {
    Map<String, Route> exact = new HashMap<>();
    Map<String, Route> prefixes = new HashMap<>();
    for (Reach number : numbers) {
      Route route =
          new Route.ToAgent(
              new TenantId(number.tenant()), new AgentRef(number.agent(), number.version()));
      String text = number.number();
      if (text.endsWith("*")) {
        prefixes.putIfAbsent(text.substring(0, text.length() - 1), route);
      } else {
        exact.putIfAbsent(text, route);
      }
    }
    Map<Key, PublishedAgent> published = new HashMap<>();
    for (Agent agent : agents) {
      TenantId tenant = new TenantId(agent.tenant());
      AgentRef ref = new AgentRef(agent.id(), agent.version());
      published.put(
          new Key(tenant, ref),
          new PublishedAgent(tenant, ref, agent.definition(), agent.lesson()));
    }
    return new Index(exact, prefixes, published);
  }

  private record Key(TenantId tenant, AgentRef agent) {}

  /** Numbers and agents by what they are asked for. Immutable, safe from any thread. */
  static final class Index {
    private static final int LONGEST = 64;

    private final Map<String, Route> exact;
    private final Map<String, Route> prefixes;
    private final Map<Key, PublishedAgent> agents;

    private Index(
        Map<String, Route> exact, Map<String, Route> prefixes, Map<Key, PublishedAgent> agents) {
      this.exact = Map.copyOf(exact);
      this.prefixes = Map.copyOf(prefixes);
      this.agents = Map.copyOf(agents);
    }

    /** The route of the number itself, else of the longest prefix of it. */
    Route lookup(String dialled) {
      String number = dialled.toLowerCase(Locale.ROOT);
      Route own = exact.get(number);
      for (int length = Math.min(number.length(), LONGEST); own == null && length > 0; length--) {
        own = prefixes.get(number.substring(0, length));
      }
      return own == null ? new Route.Unknown() : own;
    }

    Optional<PublishedAgent> find(TenantId tenant, AgentRef agent) {
      return Optional.ofNullable(agents.get(new Key(tenant, agent)));
    }
  }
}
