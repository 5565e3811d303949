package io.parley.control.backup;

import io.parley.control.postgres.DatabaseAccess;
import io.parley.control.postgres.DatabaseFault;
import io.parley.control.postgres.DatabaseServer;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Backup and restore of a database. The caller holds the data folder while {@code running} is
 * false. For one thread.
 */
public final class DatabaseBackup {
  private final DatabaseServer server;
  private final InstantSource wall;

  /** Works on the database of {@code server}. */
  public DatabaseBackup(DatabaseServer server, InstantSource wall) {
    this.server = server;
    this.wall = wall;
  }

  /**
   * Writes the database to {@code file}.
   *
   * @param running whether the product has the database up, or it is to be started for this
   * @return one line for the operator
   */
  public String backup(Path file, boolean running) throws BackupFault {
    try (server) {
      DatabaseAccess access = running ? server.running() : server.start();
      Manifest written = BackupWriter.write(access, file, wall);
      return "backed up "
          + written.rows()
          + " rows of "
          + written.tables().size()
          + " tables, schema "
          + written.schema()
          + ", to "
          + file.toAbsolutePath();
    } catch (DatabaseFault e) {
      throw new BackupFault(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Puts {@code file} into the database, which nobody uses meanwhile; one line for the operator.
   */
  public String restore(Path file, boolean replace) throws BackupFault {
    try (server;
        BackupFile backup = BackupFile.open(file)) {
      DatabaseAccess access = server.start();
      new BackupRestore(access, backup).run(replace);
      return "restored "
          + backup.manifest().rows()
          + " rows of "
          + backup.manifest().createdAt()
          + " into "
          + server.description();
    } catch (DatabaseFault e) {
      throw new BackupFault(String.valueOf(e.getMessage()), e);
    }
  }
}
