package io.parley.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.postgres.DatabaseAccess;
import io.parley.control.postgres.EmbeddedDatabase;
import io.parley.control.postgres.EmbeddedDatabase.EmbeddedConfig;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records while the database is away, frozen or killed under a running node. */
class ResilienceIT {
  @TempDir Path data;
  @TempDir Path elsewhere;
  private final List<String> made = new ArrayList<>();

  @Test
  void losesAndDoublesNothingWhileAnExternalDatabaseIsAwayAndThenFrozen() throws Exception {
    EmbeddedDatabase foreign = foreign();
    DatabaseAccess access = foreign.start();
    String url = url(foreign, "postgres", superuserPassword());
    try (RunningPlane plane = new RunningPlane(data, url)) {
      plane.awaitDatabase();
      calls(plane, 20);
      plane.awaitShipped();

      foreign.close();
      calls(plane, 20);
      Await.until("the outage is seen", Duration.ofSeconds(20), () -> isDegraded(plane));
      HttpResponse<String> ready = plane.send(plane.request("/readyz"));
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).contains("degraded");
      HttpResponse<String> list =
          plane.send(
              plane.request("/api/v1/calls").header("Authorization", "Bearer " + plane.token()));
      assertThat(list.statusCode()).isEqualTo(503);
      assertThat(list.headers().firstValue("Retry-After")).isPresent();

      EmbeddedDatabase again = foreign();
      assertThat(again.start().jdbcUrl()).isEqualTo(access.jdbcUrl());
      plane.awaitShipped();
      requireEveryCallOnce(plane);

      Signals.send("STOP", again.pid());
      freezeBackends(again, "STOP");
      calls(plane, 20);
      Await.until("the freeze is seen", Duration.ofSeconds(30), () -> isDegraded(plane));
      freezeBackends(again, "CONT");
      Signals.send("CONT", again.pid());
      plane.awaitShipped();
      requireEveryCallOnce(plane);
      again.close();
    }
  }

  @Test
  void startsWithoutItsDatabaseAndShipsWhenThatComes() throws Exception {
    EmbeddedDatabase foreign = foreign();
    foreign.start();
    String url = url(foreign, "parley_owner", secret("owner"));
    foreign.close();
    try (RunningPlane plane = new RunningPlane(data, url)) {
      calls(plane, 5);
      Await.until("the calls are journalled", Duration.ofSeconds(20), plane::isJournalled);
      assertThat(plane.send(plane.request("/readyz")).statusCode()).isEqualTo(200);
      assertThat(plane.snapshot().isDegraded()).isTrue();
      CallId unwanted = Facts.id(5);
      plane.putUp(TenantId.DEFAULT, unwanted);
      String hangUp = "/api/v1/calls/" + unwanted + "/hangup";
      assertThat(plane.send("POST", hangUp, "").statusCode()).isEqualTo(202);
      assertThat(plane.hungUp()).containsExactly(unwanted);
      EmbeddedDatabase again = foreign();
      again.start();
      plane.awaitShipped();
      requireEveryCallOnce(plane);
      again.close();
    }
  }

  @Test
  void bringsItsOwnDatabaseBackWhenThatIsKilled() throws Exception {
    try (RunningPlane plane = new RunningPlane(data, "")) {
      plane.awaitDatabase();
      calls(plane, 10);
      plane.awaitShipped();
      Signals.send("KILL", pidIn(data));
      calls(plane, 10);
      Await.until(
          "it was brought back",
          Duration.ofSeconds(60),
          () -> plane.snapshot().database().restarts() > 0 && plane.snapshot().database().isUp());
      plane.awaitShipped();
      requireEveryCallOnce(plane);
    }
  }

  private static boolean isDegraded(RunningPlane plane) {
    return plane.snapshot().isDegraded();
  }

  private void calls(RunningPlane plane, int count) {
    for (int i = 0; i < count; i++) {
      CallId call = Facts.id(1_700_000_000_000L + made.size() * 1_000L);
      Facts.wholeCall(plane.journal(), call, "Caller", "hello");
      made.add(call.toString());
    }
  }

  private void requireEveryCallOnce(RunningPlane plane) throws Exception {
    plane.awaitDatabase();
    List<String> newestFirst = new ArrayList<>(made);
    Collections.reverse(newestFirst);
    assertThat(plane.allIds(200)).isEqualTo(newestFirst);
    for (String id : List.of(newestFirst.getFirst(), newestFirst.getLast())) {
      assertThat(plane.get("/api/v1/calls/" + id).path("transcript").size()).isEqualTo(3);
    }
    assertThat(plane.snapshot().journal().refused()).isZero();
    assertThat(plane.snapshot().shipping().unacceptable()).isZero();
  }

  private EmbeddedDatabase foreign() {
    Path binaries = Path.of("target/postgres-binaries").toAbsolutePath();
    return new EmbeddedDatabase(
        new EmbeddedConfig(elsewhere, binaries, 0), NanoClock.SYSTEM, Pause.SLEEP);
  }

  private static String url(EmbeddedDatabase foreign, String user, String password) {
    return "postgres://%s:%s@127.0.0.1:%d/parley".formatted(user, password, foreign.port());
  }

  private String superuserPassword() throws Exception {
    return secret("superuser");
  }

  private String secret(String name) throws Exception {
    return Files.readAllLines(elsewhere.resolve("postgres-secrets")).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private static long pidIn(Path folder) throws Exception {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst().strip());
  }

  private static void freezeBackends(EmbeddedDatabase database, String signal) throws Exception {
    List<Long> backends =
        ProcessHandle.of(database.pid()).orElseThrow().children().map(ProcessHandle::pid).toList();
    for (long backend : backends) {
      Signals.send(signal, backend);
    }
  }
}
