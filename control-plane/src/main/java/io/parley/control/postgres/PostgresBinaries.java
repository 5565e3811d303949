package io.parley.control.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the jar that brings them. */
final class PostgresBinaries {
  /** The major version of the programs; a data folder of another one does not start. */
  static final String MAJOR = "18";

  private static final String VERSION = "18.4";

  private PostgresBinaries() {}

  /** The folder that holds {@code bin}; unpacks below {@code cache} when that has not been done. */
  static Path ensure(Path cache) throws DatabaseFault {
    Path home = cache.resolve("postgresql-" + VERSION).toAbsolutePath();
    if (Files.isExecutable(home.resolve("bin/postgres"))) {
      return home;
    }
    String archive = "/postgres-" + platform() + ".txz";
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new DatabaseFault(
            "no embedded PostgreSQL for " + platform() + ": set DATABASE_URL to a PostgreSQL");
      }
      Files.createDirectories(cache);
      Path draft = Files.createTempDirectory(cache, ".unpacking-");
      unpack(packed, draft);
      moveIntoPlace(draft, home);
      return home;
    } catch (IOException e) {
      throw new DatabaseFault("cannot unpack PostgreSQL to " + cache + ": " + e.getMessage(), e);
    }
  }

  private static String platform() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "arm_64" : arch;
    return (os.startsWith("mac") ? "darwin" : "linux") + "-" + machine;
  }

  private static void unpack(InputStream packed, Path to) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
        Path file = to.resolve(each.getName()).normalize();
        if (!file.startsWith(to)) {
          throw new IOException("entry outside of the archive: " + each.getName());
        }
        place(tar, each, file);
      }
    }
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** Another process may have been first: then its copy is used. */
  private static void moveIntoPlace(Path draft, Path home) throws IOException {
    try {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      deleteTree(draft);
      if (!Files.isExecutable(home.resolve("bin/postgres"))) {
        throw e;
      }
    }
  }

  static void deleteTree(@Nullable Path root) throws IOException {
    if (root == null || !Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
