package io.parley.agent.think;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.hear.Expectation;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.CallId;
import io.parley.testsupport.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackResponderTest {
  private final ManualClock clock = new ManualClock();
  private final Puppet first = new Puppet("first");
  private final Puppet second = new Puppet("second");
  private final FallbackResponder chain = new FallbackResponder(first, second, clock);
  private final List<String> heard = new ArrayList<>();
  private Map<String, String> left = Map.of();

  @Test
  void passesTheFirstsReplyOnInWholeSentences() {
    ask(Map.of());
    first.listener.piece("One. Tw");
    first.listener.piece("o");
    assertThat(heard).containsExactly("One.\n");
    first.listener.done(end());
    assertThat(heard).containsExactly("One.\n", "Two\n", "end");
    assertThat(second.asks).isEmpty();
  }

  @Test
  void asksTheSecondAndDropsTheHalfSentence() {
    ask(Map.of());
    first.listener.piece("One. Half a sen");
    first.listener.failed(away());
    second.listener.piece("Two.");
    second.listener.done(end());
    assertThat(heard).containsExactly("One.\n", "Two.", "end");
    assertThat(chain.counts()).isEqualTo(new FallbackCounts(0, 1, 1, 0, 1));
  }

  @Test
  void leavesTheFirstAloneAfterThreeFailuresForAWhile() {
    for (int i = 0; i < 3; i++) {
      ask(Map.of());
      first.listener.failed(away());
    }
    ask(Map.of());
    assertThat(first.asks).hasSize(3);
    assertThat(second.asks).hasSize(4);
    clock.advance(Duration.ofSeconds(31));
    ask(Map.of());
    assertThat(first.asks).hasSize(4);
    first.listener.done(end());
    ask(Map.of());
    assertThat(first.asks).hasSize(5);
    assertThat(chain.counts().skipped()).isEqualTo(1);
  }

  @Test
  void waitsAsLongAsABusyServerAsks() {
    ask(Map.of());
    first.listener.failed(new Fault.Busy("limit", 5));
    ask(Map.of());
    assertThat(first.asks).hasSize(1);
    clock.advance(Duration.ofSeconds(6));
    ask(Map.of());
    assertThat(first.asks).hasSize(2);
  }

  @Test
  void cancelsWhicheverSpeaksAndAsksNobodyAfterwards() {
    Responder.Reply reply = ask(Map.of());
    reply.cancel();
    assertThat(first.cancelled).isEqualTo(1);
    first.listener.failed(away());
    assertThat(second.asks).isEmpty();
    Responder.Reply other = ask(Map.of());
    first.listener.failed(away());
    other.cancel();
    assertThat(second.cancelled).isEqualTo(1);
  }

  @Test
  void keepsWhatEachRemembersThroughTheTurnsOfTheOther() {
    ask(Map.of("first.m", "1", "second.m", "2"));
    assertThat(first.asks.getLast().memory()).isEqualTo(Map.of("m", "1"));
    first.listener.failed(away());
    assertThat(second.asks.getLast().memory()).isEqualTo(Map.of("m", "2"));
    second.listener.done(
        new Responder.End(Map.of("m", "3", "n", "4"), Expectation.OPEN, false, false));
    assertThat(left).isEqualTo(Map.of("first.m", "1", "second.m", "3", "second.n", "4"));
    ask(left);
    first.listener.done(end());
    assertThat(left).isEqualTo(Map.of("second.m", "3", "second.n", "4"));
  }

  private Responder.Reply ask(Map<String, String> memory) {
    CallId call = CallId.parse("01890000-0000-7000-8000-000000000001");
    return chain.reply(
        new Responder.Ask(call, Responder.Cue.SAID, 1, "hello", 1, null, List.of(), memory),
        new Responder.Listener() {
          @Override
          public void piece(String text) {
            heard.add(text);
          }

          @Override
          public void done(Responder.End end) {
            heard.add("end");
            left = end.memory();
          }

          @Override
          public void failed(Fault fault) {
            heard.add("failed");
          }
        });
  }

  private static Responder.End end() {
    return new Responder.End(Map.of(), Expectation.OPEN, false, false);
  }

  private static Fault away() {
    return new Fault.Unavailable("away", Fault.Retry.ELSEWHERE);
  }

  private static final class Puppet implements Responder {
    final List<Ask> asks = new ArrayList<>();
    private final String name;
    Listener listener = new Mute();
    int cancelled;

    Puppet(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Reply reply(Ask ask, Listener whose) {
      asks.add(ask);
      listener = whose;
      return () -> cancelled++;
    }
  }

  private static final class Mute implements Responder.Listener {
    @Override
    public void piece(String text) {}

    @Override
    public void done(Responder.End end) {}

    @Override
    public void failed(Fault fault) {}
  }
}
