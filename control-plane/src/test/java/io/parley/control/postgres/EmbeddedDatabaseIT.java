package io.parley.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.Await;
import io.parley.control.Signals;
import io.parley.control.postgres.DatabaseAccess.Credentials;
import io.parley.control.postgres.EmbeddedDatabase.EmbeddedConfig;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  private static final Path BINARIES = Path.of("target/postgres-binaries");

  @TempDir Path data;

  @Test
  void isDurableAndAsksForPasswordsFromItsFirstStart() throws Exception {
    try (EmbeddedDatabase database = database()) {
      DatabaseAccess access = database.start();
      try (Connection owner = connect(access, access.owner())) {
        assertThat(Sql.text(owner, "SHOW fsync")).isEqualTo("on");
        assertThat(Sql.text(owner, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(Sql.text(owner, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      }
      for (String user : new String[] {"postgres", "parley_owner", "parley_app"}) {
        assertThatThrownBy(() -> connect(access, new Credentials(user, "guess")))
            .isInstanceOf(SQLException.class)
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("28P01");
      }
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("postgres-secrets"))))
          .isEqualTo("rw-------");
      assertThat(data.resolve(".postgres-superuser")).doesNotExist();
    }
  }

  @Test
  void keepsRowsAndPortBetweenStarts() throws Exception {
    int port;
    try (EmbeddedDatabase first = database()) {
      DatabaseAccess access = first.start();
      port = first.port();
      try (Connection owner = connect(access, access.owner())) {
        Sql.run(owner, "CREATE TABLE kept AS SELECT 42 AS n");
      }
    }
    try (EmbeddedDatabase second = database()) {
      DatabaseAccess access = second.start();
      assertThat(second.port()).isEqualTo(port);
      try (Connection owner = connect(access, access.owner())) {
        assertThat(Sql.text(owner, "SELECT n FROM kept")).isEqualTo("42");
      }
    }
  }

  @Test
  void bringsAKilledServerBackOnTheSamePort() throws Exception {
    try (EmbeddedDatabase database = database()) {
      DatabaseAccess access = database.start();
      long killed = database.pid();
      Signals.send("KILL", killed);
      Await.until(
          "the server is back",
          Duration.ofSeconds(30),
          () -> {
            tend(database);
            return database.restarts() > 0 && answers(access);
          });
      assertThat(database.pid()).isNotEqualTo(killed);
    }
  }

  @Test
  void replacesTheServerThatAKilledProcessLeftBehind() throws Exception {
    EmbeddedDatabase lost = database();
    DatabaseAccess access = lost.start();
    long orphan = lost.pid();
    try (EmbeddedDatabase next = database()) {
      next.start();
      assertThat(next.pid()).isNotEqualTo(orphan);
      assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(answers(access)).isTrue();
    }
  }

  @Test
  void leavesAProcessAloneThatOnlyHasTheNumberInThePidFile() throws Exception {
    try (EmbeddedDatabase first = database()) {
      first.start();
    }
    Process bystander = new ProcessBuilder("sleep", "60").start();
    try (EmbeddedDatabase second = database()) {
      Files.writeString(data.resolve("postgres/postmaster.pid"), bystander.pid() + "\n");
      assertThat(answers(second.start())).isTrue();
      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void refusesAFolderOfAnotherVersionInOneLine() throws Exception {
    try (EmbeddedDatabase first = database()) {
      first.start();
    }
    Files.writeString(data.resolve("postgres/PG_VERSION"), "15\n");
    try (EmbeddedDatabase second = database()) {
      assertThatThrownBy(second::start)
          .isInstanceOf(DatabaseFault.class)
          .hasMessageContaining("made by PostgreSQL 15");
    }
  }

  private EmbeddedDatabase database() {
    return new EmbeddedDatabase(
        new EmbeddedConfig(data, BINARIES, 0), NanoClock.SYSTEM, Pause.SLEEP);
  }

  private static void tend(EmbeddedDatabase database) {
    try {
      database.tend();
    } catch (DatabaseFault fault) {
      assertThat(fault).hasMessageContaining("PostgreSQL");
    }
  }

  private static boolean answers(DatabaseAccess access) {
    try (Connection app = connect(access, access.app())) {
      return Sql.text(app, "SELECT 1").equals("1");
    } catch (SQLException e) {
      return false;
    }
  }

  private static Connection connect(DatabaseAccess access, Credentials login) throws SQLException {
    return Sql.connect(access.jdbcUrl(), login, Duration.ofSeconds(5));
  }
}
