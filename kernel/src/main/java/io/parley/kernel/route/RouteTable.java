package io.parley.kernel.route;

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

  /** The route of a call that came by no trunk. */
  default Route lookup(String dialled) {
    return lookup(dialled, "");
  }
}
