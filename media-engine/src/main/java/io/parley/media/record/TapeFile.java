package io.parley.media.record;

import io.parley.kernel.audio.StereoWav;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.recording.RecordingNote;
import io.parley.kernel.recording.RecordingSpool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call's file: made with the first frame, so that a call without sound leaves nothing. What is
 * missing on the tape is silence in the file.
 */
@OwnedBy("recorder")
final class TapeFile {
  private static final byte[] SILENCE = new byte[64 << 10];

  private final RecordingSpool spool;
  private final Ticket ticket;
  private final CallTape tape;
  private @Nullable FileChannel file;
  private long samples;
  private boolean broken;

  /** Whose call it is; {@code offeredNs} is the zero of its clock. */
  record Ticket(RecordingNote note, long offeredNs) {}

  TapeFile(RecordingSpool spool, Ticket ticket, CallTape tape) {
    this.spool = spool;
    this.ticket = ticket;
    this.tape = tape;
  }

  CallTape tape() {
    return tape;
  }

  /** Moves what is on the tape to the file, through {@code buffer}. */
  void drain(ByteBuffer buffer) throws IOException {
    while (!tape.isEmpty()) {
      if (broken) {
        tape.pass();
      } else {
        write(buffer);
      }
    }
  }

  private void write(ByteBuffer buffer) throws IOException {
    FileChannel out = file == null ? open() : file;
    pad(out, tape.nextSample() - samples);
    buffer.clear();
    while (!tape.isEmpty()
        && tape.nextSample() == samples
        && buffer.remaining() >= StereoWav.FRAME_BYTES * tape.nextLength()) {
      samples += tape.nextLength();
      tape.take(buffer);
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  private FileChannel open() throws IOException {
    RecordingNote note = ticket.note();
    long startsMs = TimeUnit.NANOSECONDS.toMillis(tape.startNs() - ticket.offeredNs());
    Path part = spool.part(note.call());
    FileChannel made =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      made.write(ByteBuffer.allocate(StereoWav.HEADER_BYTES));
      spool.write(
          new RecordingNote(
              note.tenant(), note.call(), note.rateHz(), Math.max(0, startsMs), note.keepDays()));
    } catch (IOException e) {
      made.close();
      Files.delete(part);
      throw e;
    }
    file = made;
    return made;
  }

  private void pad(FileChannel out, long missing) throws IOException {
    if (missing < 0) {
      throw new IOException("a frame " + -missing + " samples before the end of what is written");
    }
    long bytes = missing * StereoWav.FRAME_BYTES;
    while (bytes > 0) {
      bytes -= out.write(ByteBuffer.wrap(SILENCE, 0, (int) Math.min(bytes, SILENCE.length)));
    }
    samples += missing;
  }

  /** Takes no more: what was written until now is the recording. */
  void giveUp() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  /** Closes the file and gives it to the keeper; {@code false} when there was no sound. */
  boolean finish() throws IOException {
    FileChannel written = file;
    if (written == null) {
      return false;
    }
    written.close();
    spool.finish(ticket.note().call(), ticket.note().rateHz());
    return true;
  }
}
