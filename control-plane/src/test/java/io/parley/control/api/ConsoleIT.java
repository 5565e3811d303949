package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.RunningPlane;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's files as a browser gets them; the page and script served are the tests' own. */
class ConsoleIT {
  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;

  @BeforeAll
  static void start() throws Exception {
    plane = new RunningPlane(data, "");
  }

  @Test
  void servesItsPageForEveryPathWithAPolicyThatLetsNoInlineScriptRun() throws Exception {
    for (String path : List.of("/app/", "/app/login", "/app/calls/1", "/app/../app/agents")) {
      HttpResponse<String> page = get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(header(page, "Content-Type")).startsWith("text/html");
      assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
      assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
      assertThat(header(page, "Content-Security-Policy"))
          .contains("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void isWhereTheServersAddressLeads() throws Exception {
    for (String path : List.of("/", "/app")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(303);
      assertThat(header(answer, "Location")).isEqualTo("/app/");
    }
  }

  @Test
  void givesEveryPageItsOwnNonceAndSaysTheSameOneInThePolicy() throws Exception {
    HttpResponse<String> first = get("/app/");
    HttpResponse<String> second = get("/app/");
    assertThat(first.body()).doesNotContain("__CSP_NONCE__").contains(nonce(first));
    assertThat(nonce(first)).isNotEqualTo(nonce(second)).hasSize(24);
  }

  @Test
  void letsABrowserKeepHashedFilesForGood() throws Exception {
    HttpResponse<String> script = get("/app/assets/index-Ab12_-.js");
    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(header(script, "Content-Type")).startsWith("text/javascript");
    assertThat(header(script, "Cache-Control")).contains("immutable");
    assertThat(script.body()).contains("console.log");
  }

  @Test
  void hasNothingElseUnderItsFolder() throws Exception {
    for (String path :
        List.of(
            "/app/assets/other.js",
            "/app/assets/",
            "/app/assets/index.html",
            "/app/assets/..%2findex.html",
            "/app/assets/...js")) {
      assertThat(get(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return plane.send(plane.request(path));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String nonce(HttpResponse<String> page) {
    Matcher found =
        Pattern.compile("'nonce-([^']+)'").matcher(header(page, "Content-Security-Policy"));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
