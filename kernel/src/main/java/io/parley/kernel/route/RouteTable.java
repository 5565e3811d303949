package io.parley.kernel.route;

/** Number to route; answers from memory at once, whatever else is away. Safe from any thread. */
@FunctionalInterface
public interface RouteTable {
  /** The route of a dialled user part, as it stands in the Request-URI, unescaped. */
  Route lookup(String dialled);
}
