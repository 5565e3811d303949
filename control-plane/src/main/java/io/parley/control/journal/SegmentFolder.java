package io.parley.control.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The segment files of one journal, named by their number. Immutable, safe from any thread. */
final class SegmentFolder {
  private static final Pattern NAME = Pattern.compile("(\\d{12})\\.journal");

  private final Path folder;

  SegmentFolder(Path folder) {
    this.folder = folder;
  }

  /** Numbers of the segments present, ascending. */
  List<Long> segments() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .map(match -> Long.valueOf(match.group(1)))
          .sorted()
          .toList();
    }
  }

  Path file(long segment) {
    return folder.resolve(String.format("%012d.journal", segment));
  }

  /** Makes a new, empty segment whose name is on disk before this returns. */
  FileChannel create(long segment) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(file(segment), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
    return channel;
  }

  long bytes() throws IOException {
    long sum = 0;
    for (long segment : segments()) {
      sum += Files.size(file(segment));
    }
    return sum;
  }

  /** Removes every segment before {@code segment}; answers how many bytes that freed. */
  long removeBefore(long segment) throws IOException {
    long freed = 0;
    for (long each : segments()) {
      if (each < segment) {
        freed += Files.size(file(each));
        Files.delete(file(each));
      }
    }
    return freed;
  }
}
