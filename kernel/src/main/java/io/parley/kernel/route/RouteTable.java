package io.parley.kernel.route;

import io.parley.kernel.id.TenantId;
import java.util.List;

/** Number to route; answers from memory at once, whatever else is away. Safe from any thread. */
@FunctionalInterface
public interface RouteTable {
  /**
   * The route of a call.
   *
   * @param dialled the user part of the Request-URI, unescaped
   * @param source literal address the call came from, by which a trunk is known; empty: of no trunk
   */
  Route lookup(String dialled, String source);

  /** What a call of {@code tenant} from {@code source} counts against. */
  default List<CallBudget> budgets(TenantId tenant, String source) {
    return List.of();
  }

  /** The route of a call that came by no trunk. */
  default Route lookup(String dialled) {
    return lookup(dialled, "");
  }
}
