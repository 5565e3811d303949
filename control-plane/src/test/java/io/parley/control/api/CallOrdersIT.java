package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Facts;
import io.parley.control.RunningPlane;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people add to calls while they run and afterwards. */
class CallOrdersIT {
  private static final CallId UP = Facts.id(1_800_000_000_000L);
  private static final CallId OVER = Facts.id(1_700_000_000_000L);

  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;

  @BeforeAll
  static void recordCalls() throws Exception {
    plane = new RunningPlane(data, "");
    Facts.wholeCall(plane.journal(), OVER, "Alice", "hello");
    plane.journal().append(TenantId.DEFAULT, UP, Facts.offered("Up", "sip-up"));
    plane.putUp(TenantId.DEFAULT, UP);
    plane.awaitDatabase();
    plane.awaitShipped();
  }

  private static HttpResponse<String> post(CallId call, String order, String body)
      throws Exception {
    return plane.send("POST", "/api/v1/calls/" + call + "/" + order, body);
  }

  @Test
  void handsALineToTheCallAndTheAuditLog() throws Exception {
    String body = "{\"text\":\" One\\n moment. \",\"interrupt\":true,\"interruptible\":false}";
    assertThat(post(UP, "say", body).statusCode()).isEqualTo(202);
    assertThat(plane.orders())
        .contains(new CallOrder.Say("One moment.", true, false, "admin-token"));
    assertThat(post(UP, "say", "{\"text\":\"Later.\"}").statusCode()).isEqualTo(202);
    assertThat(plane.orders()).contains(new CallOrder.Say("Later.", false, true, "admin-token"));
    JsonNode entry =
        plane.get("/api/v1/audit?subject_type=call&subject_id=" + UP).path("items").get(0);
    assertThat(entry.path("action").asString()).isEqualTo("call.say");
    assertThat(entry.path("after").path("text").asString()).isEqualTo("Later.");
  }

  @Test
  void writesDownWhoHungUpACallAndNothingWhenThereIsNone() throws Exception {
    CallId unwanted = Facts.id(1_800_000_000_001L);
    plane.putUp(TenantId.DEFAULT, unwanted);
    assertThat(post(unwanted, "hangup", "").statusCode()).isEqualTo(202);
    assertThat(plane.hungUp()).contains(unwanted);
    JsonNode entries =
        plane.get("/api/v1/audit?subject_type=call&subject_id=" + unwanted).path("items");
    assertThat(entries.size()).isEqualTo(1);
    assertThat(entries.at("/0/action").asString()).isEqualTo("call.hangup");
    assertThat(entries.at("/0/actor").asString()).isEqualTo("admin-token");
    assertThat(post(OVER, "hangup", "").statusCode()).isEqualTo(404);
    JsonNode none = plane.get("/api/v1/audit?action=call.hangup&subject_id=" + OVER);
    assertThat(none.path("items").size()).isZero();
  }

  @Test
  void handsAChangedContextToTheCall() throws Exception {
    String body =
        "{\"topic\":\"light\",\"level\":\"\",\"learning_goals\":[\"a\",\" b \"],"
            + "\"variables\":{\"customer\":\"Zoë\"}}";
    assertThat(post(UP, "context", body).statusCode()).isEqualTo(202);
    Map<String, String> changes =
        Map.of(
            "topic", "light", "level", "", "learning_goals", "a\nb", "variables.customer", "Zoë");
    assertThat(plane.orders()).contains(new CallOrder.UpdateContext(changes, "admin-token"));
  }

  @Test
  void saysWhyACallTakesNoOrder() throws Exception {
    HttpResponse<String> over = post(OVER, "say", "{\"text\":\"hello\"}");
    assertThat(over.statusCode()).isEqualTo(409);
    assertThat(over.body()).contains("call-ended");
    assertThat(post(OVER, "context", "{\"topic\":\"x\"}").statusCode()).isEqualTo(409);
    assertThat(post(Facts.id(5), "say", "{\"text\":\"hello\"}").statusCode()).isEqualTo(404);
  }

  @Test
  void namesWhatCannotBeSaidOrChanged() throws Exception {
    String long1001 = "x".repeat(1001);
    Map<String, String> wrong =
        Map.of(
            "say {}",
            "text",
            "say {\"text\":\"  \"}",
            "text",
            "say {\"text\":\"a\\u0000b\"}",
            "text",
            "say {\"text\":\"" + long1001 + "\"}",
            "text",
            "context {}",
            "topic",
            "context {\"level\":\"a\\u202eb\"}",
            "level",
            "context {\"learning_goals\":[\"" + long1001 + "\"]}",
            "learning_goals",
            "context {\"variables\":{\"Bad Name\":\"x\"}}",
            "variables",
            "context {\"variables\":{\"a\":\"" + long1001 + "\"}}",
            "variables");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      String[] parts = each.getKey().split(" ", 2);
      HttpResponse<String> answer = post(UP, parts[0], parts[1]);
      assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(400);
      assertThat(answer.body())
          .as(each.getKey())
          .contains("\"field\":\"" + each.getValue() + "\"", "\"remedy\":");
    }
  }

  @Test
  void keepsWhatTheCallerThoughtAndFindsAndCountsIt() throws Exception {
    String path = "/api/v1/calls/" + OVER + "/rating";
    String given = "{\"rating\":2,\"comment\":\" too\\n slow \"}";
    assertThat(plane.send("PUT", path, given).statusCode()).isEqualTo(200);
    JsonNode call = plane.get("/api/v1/calls/" + OVER);
    assertThat(call.path("rating").asInt()).isEqualTo(2);
    assertThat(call.path("rating_comment").asString()).isEqualTo("too slow");
    assertThat(plane.get("/api/v1/calls?rating=2").path("items").size()).isEqualTo(1);
    assertThat(plane.get("/api/v1/calls?rating=5").path("items").size()).isZero();
    String statistics = "/api/v1/statistics";
    assertThat(plane.get(statistics).at("/ratings/average").asDouble()).isEqualTo(2.0);
    assertThat(plane.send("PUT", path, "{\"rating\":5}").statusCode()).isEqualTo(200);
    JsonNode ratings = plane.get(statistics).path("ratings");
    assertThat(ratings.path("rated").asInt()).isEqualTo(1);
    assertThat(ratings.path("average").asDouble()).isEqualTo(5.0);
    JsonNode entry =
        plane.get("/api/v1/audit?subject_type=call&subject_id=" + OVER).path("items").get(0);
    assertThat(entry.path("before").path("comment").asString()).isEqualTo("too slow");
    assertThat(plane.send("DELETE", path, "").statusCode()).isEqualTo(200);
    assertThat(plane.get(statistics).at("/ratings/rated").asInt()).isZero();
    for (String wrong : List.of("{}", "{\"rating\":0}", "{\"rating\":6}")) {
      assertThat(plane.send("PUT", path, wrong).body()).contains("\"field\":\"rating\"");
    }
    assertThat(plane.send("PUT", "/api/v1/calls/" + Facts.id(9) + "/rating", given).statusCode())
        .isEqualTo(404);
    assertThat(plane.send("GET", "/api/v1/calls?rating=6", "").statusCode()).isEqualTo(400);
  }

  @Test
  void showsWhatWasOrderedInTheTranscriptAndFindsItsWords() throws Exception {
    CallId call = Facts.id(1_710_000_000_000L);
    plane.journal().append(TenantId.DEFAULT, call, Facts.offered("Bob", "sip-bob"));
    plane
        .journal()
        .append(
            TenantId.DEFAULT,
            call,
            new CallFact.OperatorSaid(900, "The library closes.", "The", true, "user:1"));
    plane
        .journal()
        .append(
            TenantId.DEFAULT,
            call,
            new CallFact.ContextUpdated(950, Map.of("topic", "light"), "key:2"));
    plane
        .journal()
        .append(TenantId.DEFAULT, call, new CallFact.ToolCalled(990, 1, "end_call", "{}", "over"));
    plane.awaitShipped();
    JsonNode record = plane.get("/api/v1/calls/" + call);
    JsonNode line = record.path("transcript").get(0);
    assertThat(line.path("role").asString()).isEqualTo("operator");
    assertThat(line.path("heard").asString()).isEqualTo("The");
    assertThat(line.path("by").asString()).isEqualTo("user:1");
    JsonNode event = record.path("events").get(0);
    assertThat(event.path("type").asString()).isEqualTo("context");
    assertThat(event.path("data").path("changes").path("topic").asString()).isEqualTo("light");
    JsonNode tool = record.path("tool_calls").get(0);
    assertThat(tool.path("name").asString()).isEqualTo("end_call");
    assertThat(tool.path("turn").asInt()).isEqualTo(1);
    assertThat(plane.get("/api/v1/calls?q=library+closes").path("items").size()).isEqualTo(1);
  }
}
