package io.parley.control.backup;

import io.parley.control.postgres.DatabaseAccess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/**
 * Writes every table of one snapshot into a file of mode 0600 that appears whole or not at all.
 * Nobody who uses the database waits for it. Stateless.
 */
final class BackupWriter {
  private static final int BUFFER = 1 << 16;

  private BackupWriter() {}

  static Manifest write(DatabaseAccess access, Path file, InstantSource wall) throws BackupFault {
    Path target = file.toAbsolutePath();
    Path draft = target.resolveSibling("." + target.getFileName() + ".new");
    try {
      requireAbsent(target);
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Manifest manifest = writeTo(draft, access, wall);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        return manifest;
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new BackupFault(
          target + " cannot be written (" + e + "): give a file in a folder with room", e);
    } catch (SQLException e) {
      throw new BackupFault("the database gave its rows only in part: " + e.getMessage(), e);
    }
  }

  private static void requireAbsent(Path target) throws BackupFault, IOException {
    if (Files.exists(target)) {
      throw new BackupFault(target + " exists already: give another name, or remove it first");
    }
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(target.toString(), null, "its folder does not exist");
    }
  }

  private static Manifest writeTo(Path draft, DatabaseAccess access, InstantSource wall)
      throws IOException, SQLException, BackupFault {
    try (Connection connection = Link.open(access);
        FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
        ZipOutputStream zip =
            new ZipOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER))) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      Link.run(connection, "SET LOCAL app.backup = 'read'");
      Catalog catalog = new Catalog(connection, BackupRestore.SCHEMA);
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              version(catalog),
              wall.instant().toString(),
              tables(connection, catalog, zip));
      zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
      zip.write(manifest.json());
      zip.finish();
      zip.flush();
      channel.force(true);
      return manifest;
    }
  }

  private static String version(Catalog catalog) throws SQLException, BackupFault {
    String version = catalog.version();
    if (version.isEmpty()) {
      throw new BackupFault("there is nothing to back up: this database was never used by Parley");
    }
    List<String> hidden = catalog.hidden();
    if (!hidden.isEmpty()) {
      throw new BackupFault(
          "row-level security hides rows of "
              + String.join(", ", hidden)
              + " from this role: start this version of Parley once, which lets the owner back them"
              + " up, or give a DATABASE_URL of the schema's owner");
    }
    return version;
  }

  private static List<Manifest.Table> tables(
      Connection connection, Catalog catalog, ZipOutputStream zip)
      throws IOException, SQLException {
    List<Manifest.Table> written = new ArrayList<>();
    for (String table : catalog.tables()) {
      List<String> columns = catalog.columns(table);
      Manifest.Table empty = new Manifest.Table(table, columns, 0, "");
      zip.putNextEntry(new ZipEntry(empty.entry()));
      MessageDigest digest = Digests.sha256();
      long rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut(
                  "COPY (SELECT "
                      + String.join(", ", columns.stream().map(Catalog::quoted).toList())
                      + " FROM "
                      + catalog.source(table)
                      + ") TO STDOUT",
                  unclosable(new DigestOutputStream(zip, digest)));
      zip.closeEntry();
      String hash = HexFormat.of().formatHex(digest.digest());
      written.add(new Manifest.Table(table, columns, rows, hash));
    }
    return written;
  }

  /** The driver closes what it copies to. */
  private static OutputStream unclosable(OutputStream to) {
    return new java.io.FilterOutputStream(to) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}
