package io.parley.agent;

import io.parley.agent.run.CallAgent;
import io.parley.agent.run.CallSetup;
import io.parley.agent.run.ConversationRunner;
import io.parley.agent.run.Workers;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.id.CallId;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.AgentSide;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.link.EdgeSide;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Timers;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's end of the link: a conversation for each call, found by its id from the offer until
 * it has let go of everything. Safe from any thread.
 */
public final class Agents implements AgentSide {
  private static final Logger LOG = LoggerFactory.getLogger(Agents.class);
  private static final int NOT_FOUND = 404;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final AgentConfig config;
  private final AgentCatalog catalog;
  private final CallSetup setup;
  private final ConcurrentHashMap<CallId, ConversationRunner> calls = new ConcurrentHashMap<>();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong audioDropped = new AtomicLong();
  private final AtomicLong mailRefused = new AtomicLong();

  /** Agents on virtual threads. */
  public Agents(
      AgentConfig config,
      AgentCatalog catalog,
      EdgeSide edge,
      CallJournal journal,
      Timers timers,
      NanoClock clock) {
    this(config, catalog, edge, journal, timers, clock, Workers.virtual());
  }

  /** Agents on the threads of {@code workers}. */
  public Agents(
      AgentConfig config,
      AgentCatalog catalog,
      EdgeSide edge,
      CallJournal journal,
      Timers timers,
      NanoClock clock,
      Workers workers) {
    this.config = config;
    this.catalog = catalog;
    setup =
        new CallSetup(
            edge,
            journal,
            timers,
            clock,
            workers,
            config.deadlines(),
            config.lines(),
            config.mailbox(),
            config.hearingBlocks());
  }

  @Override
  public void on(EdgeEvent event) {
    if (event.fact() instanceof EdgeFact.CallOffered offered) {
      offered(event, offered);
      return;
    }
    ConversationRunner runner = calls.get(event.call());
    if (runner != null) {
      runner.onEdge(event);
    }
  }

  private void offered(EdgeEvent event, EdgeFact.CallOffered offered) {
    if (calls.size() >= config.maxCalls()) {
      refuse(event, SERVICE_UNAVAILABLE, "all " + config.maxCalls() + " agents are taken");
      return;
    }
    CallAgent agent = catalog.agentFor(event.tenant(), offered);
    if (agent == null) {
      refuse(event, NOT_FOUND, "no agent " + offered.agent());
      return;
    }
    ConversationRunner runner =
        new ConversationRunner(setup, agent, event, offered.rateHz(), () -> closed(event.call()));
    if (calls.putIfAbsent(event.call(), runner) == null) {
      taken.incrementAndGet();
      runner.start();
    }
  }

  private void refuse(EdgeEvent event, int sipStatus, String detail) {
    refused.incrementAndGet();
    LOG.warn("call {} is refused: {}", event.call(), detail);
    setup
        .edge()
        .order(
            new AgentOrder(event.call(), event.leg(), 1, new AgentOrder.Refuse(sipStatus, detail)));
  }

  private void closed(CallId call) {
    ConversationRunner runner = calls.remove(call);
    if (runner != null) {
      audioDropped.addAndGet(runner.audioDropped());
      mailRefused.addAndGet(runner.mailRefused());
    }
  }

  /** Counters as of now. */
  public AgentCounters counters() {
    long dropped = audioDropped.get();
    long mail = mailRefused.get();
    for (ConversationRunner runner : calls.values()) {
      dropped += runner.audioDropped();
      mail += runner.mailRefused();
    }
    return new AgentCounters(calls.size(), taken.get(), refused.get(), dropped, mail);
  }
}
