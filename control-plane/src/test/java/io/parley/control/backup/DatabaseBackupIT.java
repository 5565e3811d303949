package io.parley.control.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.Facts;
import io.parley.control.RunningPlane;
import io.parley.control.postgres.DatabaseUrl;
import io.parley.control.postgres.EmbeddedDatabase;
import io.parley.control.postgres.EmbeddedDatabase.EmbeddedConfig;
import io.parley.control.postgres.ExternalDatabase;
import io.parley.control.store.Migrations;
import io.parley.control.store.TestDatabase;
import io.parley.kernel.id.CallId;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A plane's database into a file and into another folder, and files that are none. */
class DatabaseBackupIT {
  private static final String PASSWORD = "a sentence nobody guesses";
  private static final String LESSON =
      """
      {"name": "tea", "title": "Tea",
       "key_points": [{"term": "tea", "explanation": "Tea is made of leaves."}],
       "questions": [{"ask": "What is tea made of?", "accepted": ["leaves"],
                      "explanation": "Of leaves."}]}
      """;

  @TempDir static Path folder;
  private static final CallId CALL = Facts.id(1_780_000_000_000L);
  private static Path file;
  private static Path used;

  @BeforeAll
  static void backUpAPlaneThatRuns() throws Exception {
    used = folder.resolve("first");
    file = folder.resolve("parley.backup");
    try (RunningPlane plane = new RunningPlane(used, "")) {
      plane.awaitDatabase();
      Facts.wholeCall(
          plane.journal(), CALL, "Ada \"\\N\" \t Lovelace", "hello backslash \\ and\ttab");
      plane.awaitShipped();
      answers(201, plane.send("POST", "/api/v1/lessons", LESSON));
      answers(
          201,
          plane.send(
              "POST",
              "/api/v1/agents",
              "{\"id\": \"host\", \"definition\": {\"name\": \"Host\", \"lesson\": \"tea\"}}"));
      answers(201, plane.send("POST", "/api/v1/agents/host/publish", "{}"));
      answers(
          201,
          plane.send("POST", "/api/v1/numbers", "{\"number\": \"7001\", \"agent\": \"host\"}"));
      answers(
          201,
          plane.send(
              "POST",
              "/api/v1/users",
              "{\"email\": \"ada@example.org\", \"name\": \"Ada\", \"role\": \"owner\", \"password\": \""
                  + PASSWORD
                  + "\"}"));
      assertThat(database(used).backup(file, true)).startsWith("backed up ");
    }
  }

  private static void answers(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  private static DatabaseBackup database(Path data) {
    return new DatabaseBackup(embedded(data), InstantSource.system());
  }

  private static EmbeddedDatabase embedded(Path data) {
    return new EmbeddedDatabase(
        new EmbeddedConfig(data, Path.of("target/postgres-binaries"), 0),
        NanoClock.SYSTEM,
        Pause.SLEEP);
  }

  @Test
  void aNewFolderHasCallsAgentsAndPeopleAgainAndGoesOnFromThere() throws Exception {
    Path data = folder.resolve("second");
    assertThat(database(data).restore(file, false)).startsWith("restored");

    try (RunningPlane plane = new RunningPlane(data, "")) {
      plane.awaitDatabase();
      var call = plane.get("/api/v1/calls/" + CALL);
      assertThat(call.path("from_display").asString()).isEqualTo("Ada \"\\N\" \t Lovelace");
      assertThat(call.path("transcript").size()).isEqualTo(3);
      assertThat(plane.get("/api/v1/calls?q=backslash").path("items").size()).isEqualTo(1);
      assertThat(plane.get("/api/v1/numbers/7001").path("agent").asString()).isEqualTo("host");
      assertThat(plane.get("/api/v1/agents/host/versions/1").path("version").asInt()).isOne();
      answers(200, signIn(plane));
      answers(
          422, plane.send("POST", "/api/v1/numbers", "{\"number\": \"7002\", \"agent\": \"no\"}"));
      answers(
          201,
          plane.send("POST", "/api/v1/numbers", "{\"number\": \"7002\", \"agent\": \"host\"}"));
      Facts.wholeCall(plane.journal(), Facts.id(1_790_000_000_000L), "B", "more");
      plane.awaitShipped();
      assertThat(plane.allIds(10)).hasSize(2);
      assertThat(plane.get("/api/v1/audit").path("items").size()).isGreaterThan(4);
    }
    assertThatThrownBy(() -> database(data).restore(file, false))
        .isInstanceOf(BackupFault.class)
        .hasMessageContaining("has people or calls already")
        .hasMessageContaining("--replace");
    database(data).restore(file, true);
    Path again = folder.resolve("again.backup");
    database(data).backup(again, false);
    assertThat(rowsIn(again)).isEqualTo(rowsIn(file));
    rowLevelSecurityIsBack(data);
  }

  private static HttpResponse<String> signIn(RunningPlane plane) throws Exception {
    return plane.send(
        plane
            .request("/api/v1/session")
            .header("Content-Type", "application/json")
            .method(
                "POST",
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    "{\"email\": \"ada@example.org\", \"password\": \"" + PASSWORD + "\"}")));
  }

  private static List<String> rowsIn(Path backup) throws BackupFault {
    try (BackupFile open = BackupFile.open(backup)) {
      return open.manifest().tables().stream().map(t -> t.name() + " " + t.sha256()).toList();
    }
  }

  private static void rowLevelSecurityIsBack(Path data) throws Exception {
    try (var restored = TestDatabase.start(data)) {
      assertThat(restored.pool().queryForList("SELECT id FROM calls")).isEmpty();
      assertThat(
              restored
                  .pool()
                  .queryForObject(
                      "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                          + " WHERE nspname = 'parley' AND relkind IN ('r', 'p') AND relname NOT IN"
                          + " ('flyway_schema_history', 'scheduled_tasks') AND NOT (relrowsecurity AND relforcerowsecurity)",
                      Long.class))
          .isZero();
      assertThatThrownBy(() -> restored.pool().execute("UPDATE audit_log SET actor = 'x'"))
          .rootCause()
          .hasMessageContaining("permission denied");
      assertThat(
              restored
                  .pool()
                  .queryForObject(
                      "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'",
                      Long.class))
          .isZero();
    }
  }

  @Test
  void anExternalDatabaseWhoseRoleIsBoundByRowLevelSecurityIsRestoredAndBackedUpAlike()
      throws Exception {
    Path data = folder.resolve("server");
    try (TestDatabase cluster = TestDatabase.start(data)) {
      new JdbcTemplate(TestDatabase.login(data, "superuser", "public"))
          .execute("CREATE DATABASE elsewhere OWNER parley_owner");
      Path secrets = data.resolve("postgres-secrets");
      String password =
          Files.readAllLines(secrets).stream()
              .filter(line -> line.startsWith("owner="))
              .findFirst()
              .orElseThrow()
              .substring("owner=".length());
      String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
      String url = "postgres://parley_owner:" + password + "@127.0.0.1:" + port + "/elsewhere";
      assertThat(external(url).restore(file, false)).contains("/elsewhere");
      Path again = folder.resolve("elsewhere.backup");
      external(url).backup(again, true);
      assertThat(rowsIn(again)).isEqualTo(rowsIn(file));
      assertThat(cluster.keeper().state().isUp()).isTrue();
    }
  }

  private static DatabaseBackup external(String url) {
    return new DatabaseBackup(new ExternalDatabase(DatabaseUrl.parse(url)), InstantSource.system());
  }

  @Test
  void aFileThatIsCutOffChangedOrSomethingElseIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.backup");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
    refused(cut, "not a whole backup of Parley", "take another copy");
    Path other = Files.writeString(folder.resolve("other.backup"), "select 1;");
    refused(other, "not a whole backup of Parley", "take another copy");
    refused(folder.resolve("missing.backup"), "cannot be read", "is the name right");
    Path changed = Files.copy(file, folder.resolve("changed.backup"));
    edit(changed, "tables/tenants.copy", text -> text.replace("Default", "Defau1t"));
    refused(changed, "table tenants is not what was written", "take another copy");
  }

  @Test
  void aFileOfAnotherVersionIsRefusedWithTheVersionThatReadsIt() throws Exception {
    Path newer = Files.copy(file, folder.resolve("newer.backup"));
    String known = Migrations.known().getLast();
    edit(
        newer,
        Manifest.ENTRY,
        text -> text.replace("\"schema\":\"" + known + "\"", "\"schema\":\"999\""));
    refused(newer, "schema 999", "restore it with that version");
    Path format = Files.copy(file, folder.resolve("format.backup"));
    edit(format, Manifest.ENTRY, text -> text.replace("\"format\":1", "\"format\":2"));
    refused(format, "format 2", "the version of Parley that wrote it");
  }

  private interface Change {
    String of(String text);
  }

  private static void edit(Path zip, String entry, Change change) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(zip)) {
      Path path = inside.getPath(entry);
      String before = Files.readString(path);
      String after = change.of(before);
      assertThat(after).isNotEqualTo(before);
      Files.writeString(path, after, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  private static void refused(Path backup, String reason, String remedy) {
    Path data = folder.resolve("refused");
    assertThatThrownBy(() -> database(data).restore(backup, false))
        .isInstanceOf(BackupFault.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(remedy);
  }

  @Test
  void nothingIsRestoredWhileAnotherUsesTheDatabaseAndNoFileIsOverwritten() throws Exception {
    Path data = folder.resolve("busy");
    try (RunningPlane plane = new RunningPlane(data, "")) {
      plane.awaitDatabase();
      try (BackupFile backup = BackupFile.open(file)) {
        var access = embedded(data).running();
        assertThatThrownBy(() -> new BackupRestore(access, backup).run(true))
            .isInstanceOf(BackupFault.class)
            .hasMessageContaining("another Parley uses this database")
            .hasMessageContaining("./parley down");
      }
    }
    assertThatThrownBy(() -> database(used).backup(file, false))
        .isInstanceOf(BackupFault.class)
        .hasMessageContaining("exists already");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
