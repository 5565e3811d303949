package io.parley.control.recordings;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Recordings in a folder of this machine. Immutable. */
final class FolderStore implements RecordingStore {
  static final String NAME = "folder";

  private final Path folder;

  FolderStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Place put(String key, Path file, boolean again) throws IOException {
    Path target = path(key);
    Files.createDirectories(parent(target));
    try {
      Files.createLink(target, file);
    } catch (FileAlreadyExistsException _) {
      return new Place(key, "");
    } catch (UnsupportedOperationException | FileSystemException _) {
      copy(file, target);
    }
    return new Place(key, "");
  }

  /** On another file system: whole or not at all. */
  private static void copy(Path file, Path target) throws IOException {
    Path draft = target.resolveSibling(target.getFileName() + ".draft");
    Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public InputStream open(Place place, long from, long length) throws IOException {
    try {
      FileChannel file = FileChannel.open(path(place.key()));
      file.position(from);
      return new Bounded(Channels.newInputStream(file), length);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(e.getMessage());
    }
  }

  @Override
  public void delete(Place place) throws IOException {
    Path file = path(place.key());
    Files.deleteIfExists(file);
    Path parent = parent(file);
    try {
      Files.deleteIfExists(parent);
    } catch (DirectoryNotEmptyException _) {
      assert Files.isDirectory(parent);
    }
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent(), "a key without a folder");
  }

  private Path path(String key) throws IOException {
    Path path = folder.resolve(key).normalize();
    if (!path.startsWith(folder) || path.equals(folder)) {
      throw new IOException("a recording outside of its folder: " + key);
    }
    return path;
  }

  @Override
  public void close() {
    // Holds nothing open.
  }

  /** The first {@code left} octets of another stream. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int taken = in.read(into, offset, (int) Math.min(left, length));
      left -= Math.max(0, taken);
      return taken;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
