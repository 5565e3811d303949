package io.parley.control.agents;

import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.TrunkDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tenants' numbers, what they reach and need, and the trunks calls come by, at one moment.
 * Immutable; its parts are what the file holds.
 *
 * @param revision of the database's directory it was read at
 * @param numbers in the order they were made: where two tenants have the same, the first has it
 */
record Listing(
    long revision,
    List<Reach> numbers,
    List<Agent> agents,
    List<Trunk> trunks,
    List<Organisation> organisations,
    List<SealedCredential> credentials) {
  /** Nothing: before the first look. */
  static final Listing EMPTY =
      new Listing(-1, List.of(), List.of(), List.of(), List.of(), List.of());

  Listing {
    numbers = List.copyOf(numbers);
    agents = List.copyOf(agents);
    trunks = List.copyOf(trunks);
    organisations = List.copyOf(organisations);
    credentials = List.copyOf(credentials);
  }

  /**
   * A number or a pattern of numbers.
   *
   * @param trunk whose calls alone reach it; empty: every call does
   */
  record Reach(
      String tenant, String number, String agent, int version, String trunk, int priority) {}

  /** A published version that a number reaches. */
  record Agent(
      String tenant,
      String id,
      int version,
      AgentDefinition definition,
      @Nullable LessonContent lesson) {}

  /**
   * A trunk.
   *
   * @param secret its password, sealed; null when it has none
   */
  record Trunk(String tenant, TrunkDefinition definition, @Nullable String secret) {}

  /** An organisation's limits. */
  record Organisation(String tenant, Limits limits) {}

  /** The same, as calls look it up. */
  ListingIndex index() {
    return ListingIndex.of(this);
  }
}
