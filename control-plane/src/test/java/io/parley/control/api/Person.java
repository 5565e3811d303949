package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.RunningPlane;
import io.parley.control.people.People;
import io.parley.control.people.Requester;
import io.parley.control.people.Role;
import io.parley.control.people.Users.NewUser;
import io.parley.control.store.TenantTransactions;
import io.parley.control.store.TestDatabase;
import io.parley.kernel.id.TenantId;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody in front of a browser: a cookie and its CSRF token. */
final class Person {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final RunningPlane plane;
  private final String cookie;
  private final String csrf;

  private Person(RunningPlane plane, String cookie, String csrf) {
    this.plane = plane;
    this.cookie = cookie;
    this.csrf = csrf;
  }

  /** The owner of the organisation {@code other}, which is made in the database in {@code data}. */
  static Person ofAnotherOrganisation(RunningPlane plane, Path data) throws Exception {
    DataSource owner = TestDatabase.owner(data);
    TenantTransactions transactions = new TenantTransactions(() -> owner);
    TenantId other = new TenantId("other");
    transactions.in(
        other, jdbc -> jdbc.update("INSERT INTO tenants (tenant_id, name) VALUES ('other', 'O')"));
    String email = "owner@example.org";
    String password = "a long enough sentence";
    People.of(transactions, InstantSource.system())
        .users()
        .create(
            Requester.of(other, "test", Role.OWNER),
            new NewUser(email, "Foreign", "owner", password));
    return signIn(plane, "other", email, password);
  }

  /** Signs in by the API. */
  static Person signIn(RunningPlane plane, String tenant, String email, String password)
      throws Exception {
    String body =
        "{\"tenant\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}"
            .formatted(tenant, email, password);
    return of(plane, plane.send(json(plane, "POST", "/api/v1/session", body)));
  }

  /** Who an answer with a cookie and a token makes one. */
  static Person of(RunningPlane plane, HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    String set = response.headers().firstValue("Set-Cookie").orElseThrow();
    String token = JSON.readTree(response.body()).path("csrf_token").asString();
    return new Person(plane, set.substring(0, set.indexOf(';')), token);
  }

  static HttpRequest.Builder json(RunningPlane plane, String method, String path, String body) {
    return plane
        .request(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body));
  }

  HttpRequest.Builder request(String method, String path, String body) {
    return json(plane, method, path, body).header("Cookie", cookie).header("X-CSRF-Token", csrf);
  }

  /** A request with the cookie and without the token. */
  HttpRequest.Builder withoutToken(String method, String path, String body) {
    return json(plane, method, path, body).header("Cookie", cookie);
  }

  HttpResponse<String> send(String method, String path, String body) throws Exception {
    return plane.send(request(method, path, body));
  }

  JsonNode json(String method, String path, String body) throws Exception {
    HttpResponse<String> response = send(method, path, body);
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** The answer's status and the first of its body: an endpoint may stream for ever. */
  static String beginning(HttpRequest request) throws Exception {
    HttpResponse<InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
    boolean problem = response.headers().firstValue("Content-Type").orElse("").contains("problem");
    try (InputStream body = response.body()) {
      String text = problem ? new String(body.readNBytes(2_000), UTF_8) : "";
      return response.statusCode() + " " + text;
    }
  }
}
