package io.parley.loadtests.million;

import io.parley.loadtests.million.Questions.Question;
import io.parley.loadtests.stats.Percentiles;
import io.parley.loadtests.time.WireClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Asks over HTTP, one question after the other, and keeps how long each took. For one thread. */
final class Asking implements AutoCloseable {
  private static final int SLOWEST = 8;

  private final URI api;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  Asking(URI api, String token) {
    this.api = api;
    this.token = token;
  }

  private record Taken(Question question, double ms, int items) {}

  /** The answer to one question; anything but 200 is an {@link IOException}. */
  JsonNode ask(String path) throws IOException, InterruptedException {
    return json.readTree(text(path));
  }

  private String text(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** Asks all; figures by kind, and the slowest by name. */
  Map<String, Object> time(List<Question> questions) throws IOException, InterruptedException {
    List<Taken> all = new ArrayList<>();
    for (Question question : questions) {
      long startNs = WireClock.nowNs();
      String answer = text(question.path());
      double ms = (WireClock.nowNs() - startNs) / 1e6;
      all.add(new Taken(question, ms, json.readTree(answer).path("items").size()));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    for (String kind : List.of("list", "search", "statistics")) {
      report.put(
          kind, figures(all.stream().filter(t -> t.question().kind().equals(kind)).toList()));
    }
    report.put("all", figures(all));
    report.put(
        "slowest",
        all.stream()
            .sorted(Comparator.comparingDouble(Taken::ms).reversed())
            .limit(SLOWEST)
            .map(t -> rounded(t.ms()) + " ms, " + t.items() + " items: " + t.question().path())
            .toList());
    return report;
  }

  private static Map<String, Object> figures(List<Taken> of) {
    Percentiles ms = new Percentiles();
    of.forEach(taken -> ms.add(taken.ms()));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("count", ms.count());
    figures.put("p50_ms", rounded(ms.at(50)));
    figures.put("p95_ms", rounded(ms.at(95)));
    figures.put("p99_ms", rounded(ms.at(99)));
    figures.put("max_ms", rounded(ms.max()));
    return figures;
  }

  private static double rounded(double ms) {
    return Math.round(ms * 10) / 10.0;
  }

  @Override
  public void close() {
    http.close();
  }
}
