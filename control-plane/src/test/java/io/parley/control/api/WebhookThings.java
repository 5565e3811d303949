package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.RunningPlane;
import java.net.http.HttpResponse;
import java.util.List;

/** A webhook with a delivery, which whoever may not see them does not find. */
final class WebhookThings {
  private WebhookThings() {}

  static void requireHidden(RunningPlane plane, Person owner, Person foreigner) throws Exception {
    String body =
        "{\"url\": \"https://hooks.invalid/x\", \"events\": [\"call.ended\"], \"active\": false}";
    String webhook = owner.json("POST", "/api/v1/webhooks", body).path("id").asString();
    String one = "/api/v1/webhooks/" + webhook;
    String delivery = owner.json("POST", one + "/test", "{}").path("id").asString();
    for (String request :
        List.of(
            "GET " + one,
            "PUT " + one,
            "DELETE " + one,
            "POST " + one + "/rotate-secret",
            "POST " + one + "/test",
            "GET " + one + "/deliveries",
            "GET " + one + "/deliveries/" + delivery,
            "POST " + one + "/deliveries/" + delivery + "/replay")) {
      String[] parts = request.split(" ", 2);
      HttpResponse<String> answer =
          plane.send(foreigner.request(parts[0], parts[1], "{}").header("If-Match", "*"));
      assertThat(answer.statusCode()).as(request + answer.body()).isEqualTo(404);
    }
    assertThat(foreigner.json("GET", "/api/v1/webhooks", "").path("items").size()).isZero();
    assertThat(owner.json("GET", one, "").path("revision").asLong()).isEqualTo(1);
  }
}
