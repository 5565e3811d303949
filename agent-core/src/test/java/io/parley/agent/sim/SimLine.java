package io.parley.agent.sim;

import io.parley.agent.AgentCatalog;
import io.parley.agent.AgentConfig;
import io.parley.agent.Agents;
import io.parley.agent.conversation.Rules;
import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.run.CallAgent;
import io.parley.agent.run.ConversationRunner;
import io.parley.agent.think.Responder;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.call.SpokenWords;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.AgentSide;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.link.EdgeSide;
import io.parley.kernel.link.SerialisingLink;
import io.parley.kernel.route.AgentRef;
import io.parley.testsupport.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An edge with simulated media, joined to real agents by a link, on one clock and one thread. */
public final class SimLine {
  private static final Duration FRAME = Duration.ofMillis(20);

  /** How edge and agents are joined. */
  public enum Link {
    /** By calls. */
    DIRECT,
    /** By bytes. */
    SERIALISING
  }

  private final ManualClock clock = new ManualClock();
  private final SimProviders providers = new SimProviders(clock);
  private final Map<CallId, SimCall> calls = new HashMap<>();
  private final Random random = new Random(7);
  private final List<Runnable> pending = new ArrayList<>();
  private final SimWorkers workers;
  private final Agents agents;
  private final AgentSide toAgents;

  /** The facts of all calls, in the order they were appended. */
  public final List<CallFact> journal = new ArrayList<>();

  /** What was told of the words being said, in order. */
  public final List<SpokenWords> words = new ArrayList<>();

  /** A line whose callers reach the simulated providers with {@code profile}. */
  public SimLine(Link link, TurnProfile profile, Consumer<ConversationRunner> afterStep) {
    this(link, (providers, clock) -> agent(providers, profile), afterStep);
  }

  /** Who takes the calls of a line. */
  @FunctionalInterface
  public interface Takers {
    /** The catalog, given the line's providers and clock. */
    AgentCatalog catalog(SimProviders providers, ManualClock clock);
  }

  /** A line whose callers reach {@code takers}. */
  public SimLine(Link link, Takers takers, Consumer<ConversationRunner> afterStep) {
    workers = new SimWorkers(afterStep);
    EdgeSide edge = this::order;
    agents =
        new Agents(
            AgentConfig.DEFAULT,
            takers.catalog(providers, clock),
            link == Link.DIRECT ? edge : SerialisingLink.toEdge(edge),
            new Notes(),
            clock,
            clock,
            workers);
    toAgents = link == Link.DIRECT ? agents : SerialisingLink.toAgent(agents);
  }

  private final class Notes implements CallJournal {
    @Override
    public void append(TenantId tenant, CallId call, CallFact fact) {
      journal.add(fact);
    }

    @Override
    public void tell(TenantId tenant, CallId call, SpokenWords said) {
      words.add(said);
    }
  }

  /** A line whose callers reach {@code persona}, recorded for {@code recordingDays}. */
  public static SimLine of(
      Link link,
      Responder.Persona persona,
      Map<String, String> values,
      Rules.Limit limit,
      int recordingDays) {
    Takers takers =
        (providers, _) -> {
          CallAgent agent =
              new CallAgent(
                  providers.transcriber(),
                  providers.responder(),
                  providers.synthesizer(),
                  null,
                  TurnProfile.CONVERSATIONAL,
                  persona,
                  values,
                  limit,
                  recordingDays);
          return (tenant, offered) -> agent;
        };
    return new SimLine(link, takers, StateChecks::survivesJson);
  }

  private static AgentCatalog agent(SimProviders providers, TurnProfile profile) {
    CallAgent agent =
        new CallAgent(
            providers.transcriber(), providers.responder(), providers.synthesizer(), null, profile);
    return (tenant, offered) -> agent;
  }

  /** The scripted providers. */
  public SimProviders providers() {
    return providers;
  }

  /** The agents under test. */
  public Agents agents() {
    return agents;
  }

  /** The facts of one kind, in order. */
  public <T extends CallFact> List<T> facts(Class<T> kind) {
    return journal.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The decisions of one name, in order. */
  public List<CallFact.Decided> decisions(String decision) {
    return facts(CallFact.Decided.class).stream()
        .filter(fact -> fact.decision().equals(decision))
        .toList();
  }

  /** What the responder was asked on one cue, in order. */
  public List<Responder.Ask> asked(Responder.Cue cue) {
    return providers.asked.stream().filter(ask -> ask.cue() == cue).toList();
  }

  /** Loops and deadlines that still exist. */
  public int leftovers() {
    return workers.alive() + clock.pending();
  }

  long nowMs() {
    return clock.nowNs() / 1_000_000;
  }

  /** A caller rings {@code agent}. */
  public SimCall ring(String agent, SimCall.CallerStep... steps) {
    return ring(agent, Map.of(), steps);
  }

  /** A caller rings {@code agent} with SIP headers. */
  public SimCall ring(String agent, Map<String, String> headers, SimCall.CallerStep... steps) {
    CallId id = CallId.at(1_000 + calls.size(), random);
    SimCall call = new SimCall(this, id, steps);
    calls.put(id, call);
    call.report(
        new EdgeFact.CallOffered(
            new AgentRef(agent, 1), "1000", "alice", "Alice", "sip-" + id, 8000, headers, true));
    return call;
  }

  /** Lets time pass, a frame at a time, until {@code done}, at most {@code limit}. */
  public void run(Duration limit, Predicate<SimLine> done) {
    long untilNs = clock.nowNs() + limit.toNanos();
    workers.settle();
    while (!done.test(this) && clock.nowNs() < untilNs) {
      clock.advance(FRAME);
      for (SimCall call : calls.values()) {
        call.tick(clock.nowNs());
      }
      settle();
    }
  }

  /** Lets {@code time} pass. */
  public void run(Duration time) {
    run(time, line -> false);
  }

  /** Lets time pass until every caller is gone, at most {@code limit}. */
  public void runUntilAllEnded(Duration limit) {
    run(limit, line -> calls.values().stream().allMatch(call -> call.ended() != null));
    run(Duration.ofMillis(100));
  }

  private void settle() {
    workers.settle();
    while (!pending.isEmpty()) {
      List<Runnable> now = List.copyOf(pending);
      pending.clear();
      now.forEach(Runnable::run);
      workers.settle();
    }
  }

  void later(Runnable report) {
    pending.add(report);
  }

  void send(TenantId tenant, LegId leg, long seq, EdgeFact fact) {
    toAgents.on(new EdgeEvent(tenant, leg.call(), leg, seq, clock.nowNs(), fact));
  }

  private EdgeSide.Outcome order(AgentOrder order) {
    SimCall call = calls.get(order.call());
    return call == null ? EdgeSide.Outcome.GONE : call.order(order);
  }
}
