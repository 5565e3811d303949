package io.parley.control.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;

/** A backup to be read: whole and as it was written, or refused. For one thread. */
final class BackupFile implements AutoCloseable {
  private static final int MAX_MANIFEST = 4 << 20;

  private final Path path;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupFile(Path path, ZipFile zip, Manifest manifest) {
    this.path = path;
    this.zip = zip;
    this.manifest = manifest;
  }

  /** Opens a backup whose every byte was checked. */
  static BackupFile open(Path path) throws BackupFault {
    if (!Files.isReadable(path)) {
      throw new BackupFault(path + " cannot be read: is the name right, may this user read it?");
    }
    ZipFile zip = null;
    try {
      zip = new ZipFile(path.toFile());
      BackupFile file = new BackupFile(path, zip, manifest(zip, path));
      file.verify();
      zip = null;
      return file;
    } catch (ZipException e) {
      throw broken(path, "it is no backup, or it was cut off", e);
    } catch (IOException e) {
      throw broken(path, String.valueOf(e.getMessage()), e);
    } finally {
      closeQuietly(zip);
    }
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable ZipFile zip)
      throws BackupFault {
    try {
      if (zip != null) {
        zip.close();
      }
    } catch (IOException e) {
      throw new BackupFault("closing the backup: " + e.getMessage(), e);
    }
  }

  private static BackupFault broken(Path path, String why, Exception cause) {
    return new BackupFault(
        path + " is not a whole backup of Parley (" + why + "): take another copy of it", cause);
  }

  private static Manifest manifest(ZipFile zip, Path path) throws IOException, BackupFault {
    ZipEntry entry = zip.getEntry(Manifest.ENTRY);
    if (entry == null) {
      throw new ZipException("it has no " + Manifest.ENTRY);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      Manifest manifest = Manifest.of(in.readNBytes(MAX_MANIFEST));
      if (manifest.format() != Manifest.FORMAT) {
        throw new BackupFault(
            path
                + " has format "
                + manifest.format()
                + ", this version reads "
                + Manifest.FORMAT
                + ": restore it with the version of Parley that wrote it");
      }
      return manifest;
    } catch (JacksonException e) {
      throw new IOException("its manifest cannot be read", e);
    }
  }

  private void verify() throws IOException {
    for (Manifest.Table table : manifest.tables()) {
      MessageDigest digest = Digests.sha256();
      try (InputStream rows = new DigestInputStream(rows(table), digest)) {
        rows.transferTo(java.io.OutputStream.nullOutputStream());
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
        throw new IOException("its table " + table.name() + " is not what was written");
      }
    }
  }

  Manifest manifest() {
    return manifest;
  }

  Path path() {
    return path;
  }

  /** The rows of {@code table}, to be closed. */
  InputStream rows(Manifest.Table table) throws IOException {
    ZipEntry entry = zip.getEntry(table.entry());
    if (entry == null) {
      throw new IOException("its table " + table.name() + " is missing");
    }
    return zip.getInputStream(entry);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
