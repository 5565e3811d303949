package io.parley.kernel.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.EdgeSide.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  @Test
  void carriesEveryFactUnchanged() {
    for (EdgeFact fact : LinkSamples.FACTS) {
      EdgeEvent event =
          new EdgeEvent(new TenantId("acme"), LinkSamples.CALL, LinkSamples.LEG, 7, -12_345L, fact);
      assertThat(RecordCodec.decode(RecordCodec.encode(event), EdgeEvent.class)).isEqualTo(event);
    }
  }

  @Test
  void carriesEveryOrderUnchanged() {
    for (AgentOrder.Order order : LinkSamples.ORDERS) {
      AgentOrder whole = new AgentOrder(LinkSamples.CALL, LinkSamples.LEG, 9, order);
      assertThat(RecordCodec.decode(RecordCodec.encode(whole), AgentOrder.class)).isEqualTo(whole);
    }
  }

  @Test
  void carriesEveryReason() {
    for (EndReason reason : EndReason.values()) {
      EdgeFact.CallEnded ended = new EdgeFact.CallEnded(reason);
      assertThat(RecordCodec.decode(RecordCodec.encode(ended), EdgeFact.CallEnded.class))
          .isEqualTo(ended);
    }
  }

  @Test
  void samplesCoverEveryRecordOfTheLink() {
    assertThat(classesOf(LinkSamples.FACTS)).isEqualTo(leaves(EdgeFact.class));
    assertThat(classesOf(LinkSamples.ORDERS)).isEqualTo(leaves(AgentOrder.Order.class));
  }

  private static Set<Class<?>> classesOf(List<?> samples) {
    Set<Class<?>> classes = new HashSet<>();
    samples.forEach(sample -> classes.add(sample.getClass()));
    return classes;
  }

  private static Set<Class<?>> leaves(Class<?> sealed) {
    Set<Class<?>> classes = new HashSet<>();
    Arrays.stream(sealed.getPermittedSubclasses())
        .forEach(sub -> classes.addAll(sub.isSealed() ? leaves(sub) : Set.of(sub)));
    return classes;
  }

  @Test
  void refusesTypesItHasNoWayToWrite() {
    record Odd(Object thing) {}
    assertThatThrownBy(() -> RecordCodec.encode(new Odd(Thread.currentThread())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Thread");
  }

  @Test
  void theSerialisingTwinSharesNothing() {
    List<EdgeEvent> events = new ArrayList<>();
    AgentSide agent = SerialisingLink.toAgent(events::add);
    short[] shared = {1, 2, 3};
    agent.on(
        new EdgeEvent(
            TenantId.DEFAULT,
            LinkSamples.CALL,
            LinkSamples.LEG,
            1,
            0,
            new EdgeFact.CallerAudio(0, new io.parley.kernel.audio.Pcm(shared, 8000))));
    shared[0] = 99;
    EdgeFact.CallerAudio heard = (EdgeFact.CallerAudio) events.getFirst().fact();
    assertThat(heard.pcm().samples()).containsExactly(1, 2, 3);

    List<AgentOrder> orders = new ArrayList<>();
    EdgeSide edge =
        SerialisingLink.toEdge(order -> {
          orders.add(order);
          return Outcome.FULL;
        });
    AgentOrder order =
        new AgentOrder(LinkSamples.CALL, LinkSamples.LEG, 1, new AgentOrder.Answer());
    assertThat(edge.order(order)).isEqualTo(Outcome.FULL);
    assertThat(orders).containsExactly(order);
  }
}
