package io.parley.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Facts;
import io.parley.control.document.Documents;
import io.parley.control.journal.JournalLine;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallFact.TurnLatency;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventTextTest {
  private final CallId call = Facts.id(1_700_000_000_000L);

  @Test
  void namesTheCallTheNumberAndTheTime() {
    JsonNode event = event(Facts.offered("Alice", "sip-1"));
    assertThat(event.path("type").asString()).isEqualTo("call.started");
    assertThat(event.path("event_id").asString()).isEqualTo(call + ".3");
    assertThat(event.path("call_id").asString()).isEqualTo(call.toString());
    assertThat(event.path("seq").asLong()).isEqualTo(3);
    assertThat(event.path("at").asString()).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(event.path("data").path("from_display").asString()).isEqualTo("Alice");
    assertThat(event.path("data").path("agent").asString()).isEqualTo("tutor");
    assertThat(event.path("data").path("agent_version").asInt()).isEqualTo(3);
    assertThat(event.path("data").path("sip").path("call_id").asString()).isEqualTo("sip-1");
  }

  @Test
  void givesATurnAsTheApiDoesAndNullWhereAStageDidNotRun() {
    CallFact.TurnCompleted greeting =
        new CallFact.TurnCompleted(0, 100, "", "Hello.", "Hel", true, TurnLatency.NONE);
    JsonNode data = event(greeting).path("data");
    assertThat(data.path("latency").path("first_token_ms").isNull()).isTrue();
    assertThat(data.path("transcript").size()).isEqualTo(1);
    assertThat(data.path("transcript").get(0).path("heard").asString()).isEqualTo("Hel");
  }

  @Test
  void givesWhatAnOperatorOrderedAsALineOfTheTranscript() {
    JsonNode line =
        event(new CallFact.OperatorSaid(900, "One moment.", "One", true, "user:1"))
            .path("data")
            .path("transcript")
            .get(0);
    assertThat(line.path("role").asString()).isEqualTo("operator");
    assertThat(line.path("by").asString()).isEqualTo("user:1");
    JsonNode context =
        event(new CallFact.ContextUpdated(950, Map.of("topic", "light"), "key:2")).path("data");
    assertThat(context.path("changes").path("topic").asString()).isEqualTo("light");
  }

  @Test
  void isOneLineWhateverIsSaid() {
    String words = "one\r\ntwo\u2028\u0000\ud800 <script>data: x\n\nevent: y";
    assertThat(EventText.json(entry(Facts.turn(1, words, words))))
        .doesNotContain("\n", "\r", "\u0000")
        .contains("\\n");
    assertThat(
            event(new CallFact.Decided(5, "listening", "wait", Map.of("text", words)))
                .path("data")
                .path("inputs")
                .path("text")
                .asString())
        .startsWith("one\r\ntwo");
  }

  @Test
  void tellsHowACallEnded() {
    JsonNode event = event(new CallFact.Ended(EndReason.CALLER_HANGUP, "BYE", 0, 12));
    assertThat(event.path("type").asString()).isEqualTo("call.ended");
    assertThat(event.path("data").path("ended_reason").asString())
        .isEqualTo(EndReason.CALLER_HANGUP.wireName());
    assertThat(event.path("data").path("sip_status").isNull()).isTrue();
  }

  private JsonNode event(CallFact fact) {
    return Documents.parse(EventText.json(entry(fact)));
  }

  private JournalLine.Entry entry(CallFact fact) {
    return new JournalLine.Entry("node", TenantId.DEFAULT, call, 3, 1_700_000_000_000L, fact);
  }
}
