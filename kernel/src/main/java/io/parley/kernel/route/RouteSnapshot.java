package io.parley.kernel.route;

import io.parley.kernel.id.TenantId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** An immutable {@link RouteTable}. */
public record RouteSnapshot(Map<String, Route> routes) implements RouteTable {
  /** The demo tutor. */
  public static final AgentRef TUTOR = new AgentRef("tutor", 1);

  /** The agent that answers every utterance with one phrase. */
  public static final AgentRef SIMULATED = new AgentRef("simulated", 1);

  /** The agent that speaks a monologue and can be interrupted. */
  public static final AgentRef MONOLOGUE = new AgentRef("monologue", 1);

  /** Copies {@code routes}. */
  public RouteSnapshot {
    routes = Map.copyOf(routes);
  }

  /** The numbers every installation starts with (architecture, section 8). */
  public static RouteSnapshot seeded() {
    TenantId tenant = TenantId.DEFAULT;
    Map<String, Route> routes = new HashMap<>();
    routes.put("1000", new Route.ToAgent(tenant, TUTOR));
    routes.put("tutor", new Route.ToAgent(tenant, TUTOR));
    routes.put("9196", new Route.Echo(tenant));
    routes.put("9197", new Route.Milliwatt(tenant));
    routes.put("9198", new Route.ToAgent(tenant, SIMULATED));
    routes.put("9199", new Route.ToAgent(tenant, MONOLOGUE));
    return new RouteSnapshot(routes);
  }

  @Override
  public Route lookup(String dialled, String source) {
    return routes.getOrDefault(dialled.toLowerCase(Locale.ROOT), new Route.Unknown());
  }
}
