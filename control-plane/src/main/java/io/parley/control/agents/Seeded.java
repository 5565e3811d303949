package io.parley.control.agents;

import io.parley.kernel.route.RouteSnapshot;
import java.util.HashSet;
import java.util.Set;

/**
 * What every installation has before a tenant makes anything: no tenant's number or agent may take
 * its place without anybody noticing.
 *
 * @param numbers numbers and names that reach something of the platform's
 * @param lessons names of the lessons that came with it or lie in its folders
 * @param agents names that calls are recorded under
 */
public record Seeded(Set<String> numbers, Set<String> lessons, Set<String> agents) {
  /** Copies what it is given. */
  public Seeded {
    numbers = Set.copyOf(numbers);
    lessons = Set.copyOf(lessons);
    agents = Set.copyOf(agents);
  }

  /** The platform's own, and {@code lessons}, each of which can be dialled by its name. */
  public static Seeded with(Set<String> lessons) {
    Set<String> numbers = new HashSet<>(RouteSnapshot.seeded().routes().keySet());
    numbers.addAll(lessons);
    return new Seeded(
        numbers, lessons, Set.of("tutor", "simulated", "monologue", "echo", "milliwatt", "none"));
  }
}
