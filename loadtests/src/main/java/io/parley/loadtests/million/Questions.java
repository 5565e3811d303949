package io.parley.loadtests.million;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** What is asked of the big tenant, out of a seed: lists, searches, statistics. For one thread. */
final class Questions {
  private static final String[] AGENTS = {"tutor", "reception", "survey"};
  private static final String[] REASONS = {
    "caller-hangup", "agent-hangup", "max-duration", "error"
  };
  private static final int[] DAYS = {1, 1, 7, 7, 30, 60};

  private final Plan plan;
  private final SplittableRandom random;

  Questions(Plan plan, long seed) {
    this.plan = plan;
    this.random = new SplittableRandom(seed);
  }

  /** One question. */
  record Question(String kind, String path) {}

  /** So many of each kind, mixed. */
  List<Question> mixed(int lists, int searches, int statistics) {
    List<Question> all = new ArrayList<>();
    for (int at = 0; at < lists; at++) {
      all.add(new Question("list", list(at)));
    }
    for (int at = 0; at < searches; at++) {
      all.add(new Question("search", search(at)));
    }
    for (int at = 0; at < statistics; at++) {
      all.add(new Question("statistics", statistics(at)));
    }
    Collections.shuffle(all, new Random(random.nextLong()));
    return all;
  }

  private String list(int at) {
    String path = "/api/v1/calls?limit=" + (at % 4 == 0 ? 200 : 50);
    return path
        + switch (at % 8) {
          case 0 -> "";
          case 1 -> "&agent=" + any(AGENTS);
          case 2 -> "&from=" + encoded("+4930" + (1_000_000 + random.nextInt(20_000)));
          case 3 -> "&ended_reason=" + any(REASONS);
          case 4 -> "&started_before=" + time();
          case 5 -> "&to=" + (1000 + random.nextInt(50)) + "&agent=" + any(AGENTS);
          case 6 -> range(Duration.ofHours(random.nextInt(1, 48))) + "&status=ended";
          default -> "&ended_reason=error&agent=" + any(AGENTS) + "&started_before=" + time();
        };
  }

  private String search(int at) {
    String words =
        switch (at % 10) {
          case 0 -> word(0, 20);
          case 1 -> word(20, 200);
          case 2 -> word(200, 2_000);
          case 3 -> word(2_000, Vocabulary.SIZE);
          case 4 -> word(200, 2_000) + ' ' + word(200, 2_000);
          case 5 -> word(2_000, Vocabulary.SIZE) + " or " + word(2_000, Vocabulary.SIZE);
          case 6 -> word(20, 200) + " -" + word(0, 20);
          case 7 -> word(2_000, Vocabulary.SIZE) + ' ' + word(2_000, Vocabulary.SIZE);
          case 8 -> "nobodyeversaidthis";
          default -> word(500, 5_000);
        };
    String more =
        switch (at % 3) {
          case 0 -> "";
          case 1 -> "&agent=" + any(AGENTS);
          default -> range(Duration.ofDays(random.nextInt(1, 20)));
        };
    return "/api/v1/calls?q=" + encoded(words) + more;
  }

  private String statistics(int at) {
    Duration length = Duration.ofDays(DAYS[at % DAYS.length]);
    Instant from = whole(start(length));
    return "/api/v1/statistics?from="
        + from
        + "&to="
        + from.plus(length)
        + (at % 4 == 3 ? "&agent=" + any(AGENTS) : "");
  }

  private String range(Duration length) {
    Instant from = start(length);
    return "&started_from=" + from + "&started_before=" + from.plus(length);
  }

  private Instant start(Duration length) {
    long room = Plan.SPAN.minus(length).toMillis();
    return Plan.START.plusMillis(room == 0 ? 0 : random.nextLong(room));
  }

  private static Instant whole(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  private Instant time() {
    return Instant.ofEpochMilli(plan.startMs(random.nextInt(plan.calls())));
  }

  private String any(String[] of) {
    return of[random.nextInt(of.length)];
  }

  private String word(int from, int to) {
    return Vocabulary.word(random.nextInt(from, to));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
