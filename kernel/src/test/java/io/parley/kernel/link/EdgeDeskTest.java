package io.parley.kernel.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.AgentOrder.Order;
import io.parley.kernel.link.AgentOrder.SignallingOrder;
import io.parley.kernel.link.AgentOrder.SpeechOrder;
import io.parley.kernel.link.EdgeSide.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeDeskTest {
  private static final LegId LEG = LinkSamples.LEG;
  private static final LegId OTHER =
      LegId.first(CallId.at(1_700_000_000_001L, new SplittableRandom(4)));

  private final EdgeDesk desk = new EdgeDesk();
  private final List<EdgeEvent> told = new ArrayList<>();
  private final List<SignallingOrder> signalling = new ArrayList<>();
  private final List<SpeechOrder> speech = new ArrayList<>();

  @BeforeEach
  void attach() {
    desk.attach(
        told::add,
        (leg, order) -> signalling.add(order) ? Outcome.TAKEN : Outcome.GONE,
        (leg, order) -> speech.add(order) ? Outcome.FULL : Outcome.GONE);
  }

  private void publish(LegId leg, EdgeFact fact) {
    desk.publish(TenantId.DEFAULT, leg, 5, fact);
  }

  private Outcome order(LegId leg, Order order) {
    return desk.order(new AgentOrder(leg.call(), leg, 1, order));
  }

  @Test
  void numbersTheFactsOfEachCallFromOne() {
    publish(LEG, LinkSamples.OFFERED);
    publish(OTHER, LinkSamples.OFFERED);
    publish(LEG, new EdgeFact.CallAnswered());
    publish(new LegId(LEG.call(), 2), new EdgeFact.HoldChanged(true));
    publish(OTHER, new EdgeFact.CallEnded(EndReason.CALLER_CANCELLED));
    publish(LEG, new EdgeFact.CallEnded(EndReason.CALLER_HANGUP));
    assertThat(told).extracting(EdgeEvent::seq).containsExactly(1L, 1L, 2L, 3L, 2L, 4L);
    assertThat(told).extracting(EdgeEvent::atNs).containsOnly(5L);
    assertThat(told.get(3).leg()).isEqualTo(new LegId(LEG.call(), 2));
  }

  @Test
  void dropsFactsOfCallsNeverOfferedOrOver() {
    publish(LEG, new EdgeFact.CallAnswered());
    publish(LEG, new EdgeFact.CallEnded(EndReason.ERROR));
    assertThat(told).isEmpty();
    publish(LEG, LinkSamples.OFFERED);
    publish(LEG, new EdgeFact.CallEnded(EndReason.CALLER_HANGUP));
    publish(LEG, new EdgeFact.CallEnded(EndReason.CALLER_HANGUP));
    publish(LEG, new EdgeFact.SpeechEnded(1, 2));
    assertThat(told).hasSize(2);
  }

  @Test
  void handsEachOrderToTheOneWhoCarriesItOut() {
    publish(LEG, LinkSamples.OFFERED);
    for (Order each : LinkSamples.ORDERS) {
      Outcome expected = each instanceof SignallingOrder ? Outcome.TAKEN : Outcome.FULL;
      assertThat(order(LEG, each)).isEqualTo(expected);
    }
    assertThat(signalling).hasSize(3);
    assertThat(speech).hasSize(LinkSamples.ORDERS.size() - 3);
  }

  @Test
  void takesNoOrdersForCallsThatAreOver() {
    assertThat(order(LEG, new AgentOrder.Answer())).isEqualTo(Outcome.GONE);
    publish(LEG, LinkSamples.OFFERED);
    publish(LEG, new EdgeFact.CallEnded(EndReason.CALLER_HANGUP));
    assertThat(order(LEG, new AgentOrder.Answer())).isEqualTo(Outcome.GONE);
    assertThat(signalling).isEmpty();
  }

  @Test
  void isQuietUntilAttached() {
    EdgeDesk loose = new EdgeDesk();
    loose.publish(TenantId.DEFAULT, LEG, 0, LinkSamples.OFFERED);
    AgentOrder answer = new AgentOrder(LEG.call(), LEG, 1, new AgentOrder.Answer());
    assertThat(loose.order(answer)).isEqualTo(Outcome.GONE);
  }

  @Test
  void tellsFactsFromManyThreadsInTheOrderOfTheirNumbers() throws InterruptedException {
    publish(LEG, LinkSamples.OFFERED);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 2_000; i++) {
                  publish(LEG, new EdgeFact.CallAnswered());
                }
              }));
    }
    publish(LEG, new EdgeFact.CallEnded(EndReason.CALLER_HANGUP));
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i).seq()).isEqualTo(i + 1);
    }
    assertThat(told.getLast().fact()).isInstanceOf(EdgeFact.CallEnded.class);
  }
}
