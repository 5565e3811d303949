package io.parley.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.AgentConfig;
import io.parley.agent.Agents;
import io.parley.agent.provider.scripted.ScriptedAgents;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.link.EdgeSide;
import io.parley.kernel.route.RouteSnapshot;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import io.parley.kernel.time.SystemTimers;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many calls at once on real virtual threads and timers, against an edge that takes all it gets.
 */
class VirtualThreadsTest {
  private static final int CALLS = 50;
  private static final int TURNS = 5;

  /** One call's end of the edge; finishes an utterance when its audio is complete. */
  private static final class Edge {
    final CallId id;
    final LinkedBlockingQueue<AgentOrder.Order> orders = new LinkedBlockingQueue<>();
    final AtomicInteger refusals = new AtomicInteger(2);
    long seq;

    Edge(CallId id) {
      this.id = id;
    }

    <T> T await(Class<T> kind) throws InterruptedException {
      while (true) {
        AgentOrder.Order order = orders.poll(20, TimeUnit.SECONDS);
        assertThat(order).as("waiting for %s", kind.getSimpleName()).isNotNull();
        if (kind.isInstance(order)) {
          return kind.cast(order);
        }
      }
    }

    EdgeSide.Outcome take(AgentOrder order) {
      if (order.order() instanceof AgentOrder.Say && refusals.getAndDecrement() > 0) {
        return EdgeSide.Outcome.FULL;
      }
      orders.add(order.order());
      return EdgeSide.Outcome.TAKEN;
    }
  }

  @Test
  @Timeout(60)
  void fiftyCallsAreAnsweredAndLeaveNothingBehind() throws InterruptedException {
    Map<CallId, Edge> edges = new ConcurrentHashMap<>();
    try (SystemTimers timers = new SystemTimers("test-timers")) {
      Agents agents =
          new Agents(
              AgentConfig.DEFAULT,
              new ScriptedAgents(timers, Pause.SLEEP),
              order -> {
                Edge edge = edges.get(order.call());
                return edge == null ? EdgeSide.Outcome.GONE : edge.take(order);
              },
              (tenant, call, fact) -> {},
              timers,
              NanoClock.SYSTEM);
      Random random = new Random(3);
      CountDownLatch done = new CountDownLatch(CALLS);
      for (int i = 0; i < CALLS; i++) {
        Edge edge = new Edge(CallId.at(i, random));
        edges.put(edge.id, edge);
        Thread.startVirtualThread(() -> converse(agents, edge, done));
      }

      assertThat(done.await(50, TimeUnit.SECONDS)).as("all calls conversed").isTrue();
      assertThat(agents.counters().taken()).isEqualTo(CALLS);
      assertThat(agents.counters().mailRefused()).isZero();
      for (Edge edge : edges.values()) {
        send(agents, edge, new EdgeFact.CallEnded(EndReason.CALLER_HANGUP));
      }
      while (agents.counters().live() > 0) {
        Thread.onSpinWait();
      }
      assertThat(timers.pending()).isZero();
    }
  }

  private static void converse(Agents agents, Edge edge, CountDownLatch done) {
    try {
      send(
          agents,
          edge,
          new EdgeFact.CallOffered(
              RouteSnapshot.SIMULATED, "9198", "a", "A", "s", 8000, Map.of(), true));
      edge.await(AgentOrder.Answer.class);
      send(agents, edge, new EdgeFact.CallAnswered());
      for (int turn = 0; turn < TURNS; turn++) {
        speak(agents, edge);
        UtteranceId utterance = edge.await(AgentOrder.BeginUtterance.class).utterance();
        edge.await(AgentOrder.Say.class);
        send(agents, edge, new EdgeFact.UtteranceAudible(utterance, NanoClock.SYSTEM.nowNs()));
        edge.await(AgentOrder.EndUtterance.class);
        send(agents, edge, new EdgeFact.UtteranceFinished(utterance, 2_000));
      }
      done.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void speak(Agents agents, Edge edge) {
    long now = NanoClock.SYSTEM.nowNs();
    short[] loud = new short[4000];
    Arrays.fill(loud, (short) 8000);
    send(agents, edge, new EdgeFact.SpeechStarted(now, -12, UtteranceId.NONE, 0));
    send(agents, edge, new EdgeFact.CallerAudio(0, new Pcm(loud, 8000)));
    send(agents, edge, new EdgeFact.SpeechEnded(now, 500));
  }

  private static void send(Agents agents, Edge edge, EdgeFact fact) {
    agents.on(
        new EdgeEvent(
            TenantId.DEFAULT,
            edge.id,
            LegId.first(edge.id),
            ++edge.seq,
            NanoClock.SYSTEM.nowNs(),
            fact));
  }
}
