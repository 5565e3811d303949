package io.parley.control.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** A small text file of mode 0600 that appears whole or not at all. Safe for one process. */
public final class PrivateFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private PrivateFile() {}

  /** The trimmed content of {@code file}, which is first made from {@code fresh} when absent. */
  public static String readOrCreate(Path file, Supplier<String> fresh) throws IOException {
    if (Files.exists(file)) {
      String present = Files.readString(file).strip();
      if (!present.isEmpty()) {
        return present;
      }
    }
    String made = fresh.get();
    write(file, made);
    return made;
  }

  /** Replaces {@code file} by {@code content}, on disk before this returns. */
  public static void write(Path file, String content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder for " + file);
    }
    Files.createDirectories(folder);
    Path draft =
        Files.createTempFile(
            folder,
            "." + file.getFileName(),
            ".new",
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      out.write(java.nio.ByteBuffer.wrap((content + "\n").getBytes(UTF_8)));
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
