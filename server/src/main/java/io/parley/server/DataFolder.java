package io.parley.server;

import io.parley.server.settings.SettingError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data folder, held by this process alone: a lock file keeps a second Parley out, and {@code
 * parley.pid} tells the launcher whom to stop. Owned by the main thread.
 */
final class DataFolder implements AutoCloseable {
  /** It holds transcripts and secrets. */
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataFolder(Path path, FileChannel lockFile, FileLock lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Makes the folder when missing and takes it; one line says why when that is not possible. */
  static DataFolder take(Path folder) {
    DataFolder taken = tryTake(folder);
    if (taken == null) {
      throw new SettingError(
          "PARLEY_DATA_DIR="
              + folder
              + ": another Parley runs on this folder; stop it"
              + " (./parley down) or choose another folder");
    }
    try {
      Files.writeString(folder.resolve("parley.pid"), ProcessHandle.current().pid() + "\n");
      return taken;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** The folder without a word to the launcher, for work of a moment; null while it is in use. */
  static @Nullable DataFolder tryTake(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, OWNER_ONLY);
      }
      FileChannel file =
          FileChannel.open(
              folder.resolve("parley.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = file.tryLock();
      if (lock == null) {
        file.close();
        return null;
      }
      return new DataFolder(folder, file, lock);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static SettingError unwritable(Path folder, IOException e) {
    return new SettingError(
        "PARLEY_DATA_DIR="
            + folder
            + ": cannot be written ("
            + e.getMessage()
            + "); choose a folder this user may write");
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve("parley.pid"));
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      System.err.println("parley: cannot release " + path + ": " + e.getMessage());
    }
  }
}
