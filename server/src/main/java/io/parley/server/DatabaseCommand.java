package io.parley.server;

import io.parley.control.ControlConfig;
import io.parley.control.ControlPlane;
import io.parley.control.backup.BackupFault;
import io.parley.control.backup.DatabaseBackup;
import io.parley.kernel.time.NanoClock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * {@code db backup FILE} and {@code db restore FILE [--replace]}. A backup goes with the product up
 * or down, a restore only with it down. The main thread's.
 */
final class DatabaseCommand {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private DatabaseCommand() {}

  /** Runs the command in {@code words}, with files relative to {@code folder}; the exit code. */
  static int run(List<String> words, Path folder, ControlConfig config) {
    boolean replace = words.size() == 3 && words.get(2).equals("--replace");
    if (words.size() != 2 && !(replace && words.getFirst().equals("restore"))) {
      return usage();
    }
    Path file = folder.resolve(words.get(1));
    DatabaseBackup database =
        new DatabaseBackup(ControlPlane.server(config, NanoClock.SYSTEM), InstantSource.system());
    try (DataFolder held = DataFolder.tryTake(config.dataFolder())) {
      switch (words.getFirst()) {
        case "backup" -> System.out.println(database.backup(file, held == null));
        case "restore" -> {
          if (held == null) {
            throw new BackupFault(
                "Parley runs on " + config.dataFolder() + ": ./parley down stops it");
          }
          System.out.println(database.restore(file, replace));
        }
        default -> {
          return usage();
        }
      }
      return 0;
    } catch (BackupFault e) {
      System.err.println("parley: " + e.getMessage());
      return FAILED;
    }
  }

  private static int usage() {
    System.err.println(
        """
        usage: ./parley db backup FILE
               ./parley db restore FILE [--replace]\
        """);
    return USAGE;
  }
}
