package io.parley.kernel.route;

import io.parley.kernel.id.TenantId;
import java.util.List;

/** What a dialled number reaches. */
public sealed interface Route {
  /** What a call by it counts against. */
  List<CallBudget> budgets();

  /** The same route, whose calls count against {@code budgets}. */
  Route counting(List<CallBudget> budgets);

  /** An agent of a tenant. */
  record ToAgent(TenantId tenant, AgentRef agent, List<CallBudget> budgets) implements Route {
    /** Copies the budgets. */
    public ToAgent {
      budgets = List.copyOf(budgets);
    }

    /** Without a limit. */
    public ToAgent(TenantId tenant, AgentRef agent) {
      this(tenant, agent, List.of());
    }

    @Override
    public Route counting(List<CallBudget> others) {
      return new ToAgent(tenant, agent, others);
    }
  }

  /** The caller's own audio. */
  record Echo(TenantId tenant, List<CallBudget> budgets) implements Route {
    /** Copies the budgets. */
    public Echo {
      budgets = List.copyOf(budgets);
    }

    /** Without a limit. */
    public Echo(TenantId tenant) {
      this(tenant, List.of());
    }

    @Override
    public Route counting(List<CallBudget> others) {
      return new Echo(tenant, others);
    }
  }

  /** The milliwatt tone. */
  record Milliwatt(TenantId tenant, List<CallBudget> budgets) implements Route {
    /** Copies the budgets. */
    public Milliwatt {
      budgets = List.copyOf(budgets);
    }

    /** Without a limit. */
    public Milliwatt(TenantId tenant) {
      this(tenant, List.of());
    }

    @Override
    public Route counting(List<CallBudget> others) {
      return new Milliwatt(tenant, others);
    }
  }

  /** Nothing: 404. */
  record Unknown() implements Route {
    @Override
    public List<CallBudget> budgets() {
      return List.of();
    }

    @Override
    public Route counting(List<CallBudget> others) {
      return this;
    }
  }
}
