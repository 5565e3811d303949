package io.parley.server;

import io.parley.agent.AgentCatalog;
import io.parley.agent.provider.scripted.ScriptedAgents;
import io.parley.kernel.route.RouteSnapshot;
import io.parley.kernel.route.RouteTable;
import io.parley.kernel.time.Pause;
import io.parley.kernel.time.Timers;

/** The agents of this installation and the numbers that reach them. Owned by the main thread. */
final class Brains implements AutoCloseable {
  private final AgentCatalog catalog;

  Brains(Timers timers) {
    catalog = new ScriptedAgents(timers, Pause.SLEEP);
  }

  /** Who takes a call. */
  AgentCatalog catalog() {
    return catalog;
  }

  /** What a number reaches. */
  RouteTable routes() {
    return RouteSnapshot.seeded();
  }

  @Override
  public void close() {
    // Scripted agents hold nothing that lasts.
  }
}
