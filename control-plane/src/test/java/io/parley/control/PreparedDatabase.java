package io.parley.control;

import io.parley.control.postgres.DatabaseKeeper;
import io.parley.control.postgres.EmbeddedDatabase;
import io.parley.control.postgres.EmbeddedDatabase.EmbeddedConfig;
import io.parley.control.store.Migrations;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * An embedded PostgreSQL as its first start leaves it, made once in a run of tests and copied into
 * each data folder: what the first start does is tested where it is the subject.
 */
public final class PreparedDatabase {
  private static final String CLUSTER = "postgres";
  private static final String SECRETS = "postgres-secrets";

  private PreparedDatabase() {}

  /** Puts a migrated database into {@code data} unless there is one. */
  public static void into(Path data) {
    if (Files.exists(data.resolve(CLUSTER)) || Files.exists(data.resolve(SECRETS))) {
      return;
    }
    try {
      Path prepared = prepared();
      Files.createDirectories(data);
      copy(prepared.resolve(CLUSTER), data.resolve(CLUSTER));
      Files.copy(prepared.resolve(SECRETS), data.resolve(SECRETS), attributes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Made by the first who asks in this process; another process makes its own. */
  private static synchronized Path prepared() throws IOException {
    Path folder = Path.of("target/prepared-database-" + ProcessHandle.current().pid());
    if (!Files.exists(folder.resolve("whole"))) {
      var embedded =
          new EmbeddedDatabase(
              new EmbeddedConfig(folder, Path.of("target/postgres-binaries"), 0),
              NanoClock.SYSTEM,
              Pause.SLEEP);
      try (DatabaseKeeper keeper = new DatabaseKeeper(embedded, Migrations::apply)) {
        keeper.start();
        Await.until("the database is up", Duration.ofSeconds(60), () -> keeper.state().isUp());
      } catch (Exception e) {
        throw new IOException("preparing a database", e);
      }
      Files.createFile(folder.resolve("whole"));
    }
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, to.resolve(from.relativize(each).toString()), attributes());
      }
    }
  }

  private static StandardCopyOption attributes() {
    return StandardCopyOption.COPY_ATTRIBUTES;
  }
}
