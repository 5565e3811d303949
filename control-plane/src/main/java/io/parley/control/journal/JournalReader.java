package io.parley.control.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads lines between two positions, tolerating torn tails and damaged lines, which it skips and
 * counts. Owned by the thread that reads; it never touches the segment being written beyond the
 * position it is given.
 */
public final class JournalReader {
  private static final int CHUNK_BYTES = 256 << 10;
  private static final int MAX_LINE_BYTES = 16 << 20;

  private final SegmentFolder folder;

  JournalReader(SegmentFolder folder) {
    this.folder = folder;
  }

  /**
   * What one read gave.
   *
   * @param entries facts in the order they were written
   * @param next where to go on
   * @param damaged lines skipped because they were torn or failed their checksum
   */
  public record Batch(List<JournalLine.Entry> entries, JournalPosition next, int damaged) {}

  /** Facts after {@code from}, at most about {@code maxEntries}, none after {@code until}. */
  public Batch read(JournalPosition from, JournalPosition until, int maxEntries)
      throws IOException {
    JournalPosition at = from;
    int damaged = 0;
    List<JournalLine.Entry> entries = new ArrayList<>();
    while (at.compareTo(until) < 0 && entries.size() < maxEntries) {
      Chunk chunk = chunk(at, until);
      damaged += chunk.damaged;
      for (JournalLine line : chunk.lines) {
        if (line instanceof JournalLine.Entry entry) {
          entries.add(entry);
        }
      }
      at = chunk.next;
    }
    return new Batch(entries, at, damaged);
  }

  /** All lines of one segment as far as they are whole. */
  List<JournalLine> segment(long segment) throws IOException {
    List<JournalLine> lines = new ArrayList<>();
    JournalPosition at = new JournalPosition(segment, 0);
    JournalPosition until = new JournalPosition(segment + 1, 0);
    while (at.segment() == segment) {
      Chunk chunk = chunk(at, until);
      lines.addAll(chunk.lines);
      at = chunk.next;
    }
    return lines;
  }

  private Chunk chunk(JournalPosition from, JournalPosition until) throws IOException {
    boolean last = from.segment() == until.segment();
    long limit = last ? until.offset() : Long.MAX_VALUE;
    try (FileChannel file =
        FileChannel.open(folder.file(from.segment()), StandardOpenOption.READ)) {
      long end = Math.min(limit, file.size());
      int size = CHUNK_BYTES;
      while (true) {
        byte[] bytes = read(file, from.offset(), (int) Math.min(size, end - from.offset()));
        boolean wholeRest = from.offset() + bytes.length >= end;
        Chunk chunk = parse(bytes, from);
        if (chunk.next.offset() > from.offset() && !wholeRest) {
          return chunk;
        } else if (wholeRest || size >= MAX_LINE_BYTES) {
          return chunk.closed(last, end, bytes.length == 0);
        }
        size *= 4;
      }
    } catch (NoSuchFileException _) {
      return new Chunk(List.of(), nextPresent(from.segment(), until), 0);
    }
  }

  private JournalPosition nextPresent(long after, JournalPosition until) throws IOException {
    for (long segment : folder.segments()) {
      if (segment > after && segment <= until.segment()) {
        return new JournalPosition(segment, 0);
      }
    }
    return until;
  }

  private static byte[] read(FileChannel file, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.max(length, 0));
    int got = 0;
    while (buffer.hasRemaining() && got >= 0) {
      got = file.read(buffer, offset + buffer.position());
    }
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static Chunk parse(byte[] bytes, JournalPosition from) {
    List<JournalLine> lines = new ArrayList<>();
    int damaged = 0;
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        JournalLine line = LineCodec.decode(bytes, start, i - start);
        if (line == null) {
          damaged++;
        } else {
          lines.add(line);
        }
        start = i + 1;
      }
    }
    return new Chunk(lines, new JournalPosition(from.segment(), from.offset() + start), damaged);
  }

  private record Chunk(List<JournalLine> lines, JournalPosition next, int damaged) {
    /** The same at the end of what may be read: a rest without a newline is torn. */
    Chunk closed(boolean lastSegment, long end, boolean nothingThere) {
      boolean torn = !nothingThere && next.offset() < end;
      JournalPosition after =
          lastSegment
              ? new JournalPosition(next.segment(), end)
              : new JournalPosition(next.segment() + 1, 0);
      return new Chunk(lines, after, damaged + (torn ? 1 : 0));
    }
  }
}
