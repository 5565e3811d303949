package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Await;
import io.parley.control.RunningPlane;
import io.parley.control.document.Documents;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.CallBudget;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An organisation's settings and limits; the last of its tests uses its requests up. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrganisationIT {
  private static final String PATH = "/api/v1/organisation";
  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;

  @BeforeAll
  static void start() throws Exception {
    plane = RunningPlane.withDatabase(data);
  }

  private static JsonNode put(String limits, int status) throws Exception {
    String body = "{\"name\": \"Acme\", \"limits\": {" + limits.replace('\'', '"') + "}}";
    HttpResponse<String> answer = plane.send("PUT", PATH, body, "If-Match", "*");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Documents.tree(answer.body());
  }

  @Test
  @Order(1)
  void limitsOfCallsHoldOnTheEdgeSoonAndInItsFile() throws Exception {
    HttpResponse<String> before = plane.send("GET", PATH, "");
    assertThat(before.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(Documents.tree(before.body()).path("name").asString()).isEqualTo("Default");
    JsonNode changed = put("'max_calls': 3, 'calls_per_second': 2", 200);
    assertThat(changed.path("name").asString()).isEqualTo("Acme");
    assertThat(changed.at("/limits/max_calls").asInt()).isEqualTo(3);
    CallBudget budget = new CallBudget("organisation/default", "organisation", 3, 2);
    Await.until(
        "the edge knows",
        SOON,
        () -> plane.directory().budgets(TenantId.DEFAULT, "").equals(List.of(budget)));
    Await.until("it is on disk", SOON, () -> plane.routesOnDisk().contains("\"max_calls\":3"));
    HttpResponse<String> outdated =
        plane.send("PUT", PATH, "{\"name\": \"x\"}", "If-Match", "\"1\"");
    assertThat(outdated.statusCode()).isEqualTo(412);
    JsonNode audit = plane.get("/api/v1/audit?subject_type=organisation").at("/items/0");
    assertThat(audit.at("/before/name").asString()).isEqualTo("Default");
    assertThat(audit.at("/after/limits/max_calls").asInt()).isEqualTo(3);
    put("", 200);
    Await.until(
        "and that there is none",
        SOON,
        () -> plane.directory().budgets(TenantId.DEFAULT, "").isEmpty());
  }

  @Test
  @Order(2)
  void aWrongLimitIsNamedWithItsReasonAndRemedy() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"limits.max_calls", "'max_calls': 0"},
          {"limits.calls_per_second", "'calls_per_second': 'many'"},
          {"limits.api_requests_per_minute", "'api_requests_per_minute': 59"},
          {"limits.api_request", "'api_request': 100"}
        }) {
      JsonNode error = put(wrong[1], 422).at("/errors/0");
      assertThat(error.path("field").asString()).isEqualTo(wrong[0]);
      assertThat(error.path("remedy").asString()).isNotBlank();
    }
  }

  @Test
  @Order(3)
  void everyAnswerSaysHowManyRequestsAreLeftAndTheOneBeyondIsRefused() throws Exception {
    HttpResponse<String> usual = plane.send("GET", "/api/v1/me", "");
    assertThat(usual.headers().firstValue("RateLimit-Limit")).contains("6000");
    assertThat(usual.headers().firstValue("RateLimit-Policy").orElse("")).startsWith("6000;w=60");
    put("'api_requests_per_minute_per_credential': 60", 200);
    Await.until(
        "the limit holds",
        SOON,
        () -> plane.directory().limits(TenantId.DEFAULT).requestsPerCredential() == 60);
    HttpResponse<String> answer = plane.send("GET", "/api/v1/me", "");
    int served = 0;
    while (answer.statusCode() == 200 && served < 70) {
      served++;
      assertThat(answer.headers().firstValue("RateLimit-Limit")).contains("60");
      assertThat(answer.headers().firstValue("RateLimit-Remaining")).isPresent();
      answer = plane.send("GET", "/api/v1/me", "");
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("problem+json");
    assertThat(answer.body()).contains("too-many-requests");
    assertThat(answer.headers().firstValue("RateLimit-Remaining")).contains("0");
    assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1, 2);
    assertThat(plane.snapshot().requests().refused()).isPositive();
    for (String open : List.of("/healthz", "/readyz", "/metrics")) {
      assertThat(plane.send(plane.request(open)).statusCode()).as(open).isEqualTo(200);
    }
  }
}
