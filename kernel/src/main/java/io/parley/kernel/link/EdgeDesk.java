package io.parley.kernel.link;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.AgentOrder.SignallingOrder;
import io.parley.kernel.link.AgentOrder.SpeechOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The edge's end of the link: numbers what signalling and media report about a call, and hands the
 * agent's orders to the one of the two that carries them out. Facts about one call reach the agent
 * in the order of their numbers, one at a time. Safe from any thread but a media loop.
 */
public final class EdgeDesk implements EdgeSide {
  private final ConcurrentHashMap<CallId, Sequence> sequences = new ConcurrentHashMap<>();
  private volatile @Nullable AgentSide agent;
  private volatile @Nullable Handler<SignallingOrder> signalling;
  private volatile @Nullable Handler<SpeechOrder> speech;

  /** Who carries out one kind of order. */
  @FunctionalInterface
  public interface Handler<O> {
    /** Carries it out or queues it; returns at once. */
    Outcome order(LegId leg, O order);
  }

  /** Connects the three ends; called once, before the first call. */
  public void attach(
      AgentSide agentSide,
      Handler<SignallingOrder> signallingDesk,
      Handler<SpeechOrder> speechDesk) {
    this.agent = agentSide;
    this.signalling = signallingDesk;
    this.speech = speechDesk;
  }

  /**
   * Sends one fact to the agent. A call begins with {@link EdgeFact.CallOffered}; facts about a
   * call that was never offered, or that has ended, are dropped.
   */
  public void publish(TenantId tenant, LegId leg, long atNs, EdgeFact fact) {
    Sequence sequence =
        switch (fact) {
          case EdgeFact.CallOffered offered ->
              sequences.computeIfAbsent(leg.call(), call -> new Sequence());
          case EdgeFact.CallEnded ended -> sequences.remove(leg.call());
          default -> sequences.get(leg.call());
        };
    AgentSide to = agent;
    if (sequence != null && to != null) {
      sequence.deliver(to, tenant, leg, atNs, fact);
    }
  }

  @Override
  public Outcome order(AgentOrder order) {
    if (!sequences.containsKey(order.call())) {
      return Outcome.GONE;
    }
    return switch (order.order()) {
      case SignallingOrder o -> hand(signalling, order.leg(), o);
      case SpeechOrder o -> hand(speech, order.leg(), o);
    };
  }

  private static <O> Outcome hand(@Nullable Handler<O> handler, LegId leg, O order) {
    return handler == null ? Outcome.GONE : handler.order(leg, order);
  }

  /** Numbers and hands over the facts of one call under a lock, which nobody holds for long. */
  private static final class Sequence {
    private final ReentrantLock lock = new ReentrantLock();
    private long last;
    private boolean ended;

    void deliver(AgentSide to, TenantId tenant, LegId leg, long atNs, EdgeFact fact) {
      lock.lock();
      try {
        if (!ended) {
          ended = fact instanceof EdgeFact.CallEnded;
          to.on(new EdgeEvent(tenant, leg.call(), leg, ++last, atNs, fact));
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
