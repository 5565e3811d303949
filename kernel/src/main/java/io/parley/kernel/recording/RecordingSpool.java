package io.parley.kernel.recording;

import io.parley.kernel.audio.StereoWav;
import io.parley.kernel.id.CallId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The folder between the recorder and the keeper of recordings. While a call is recorded there are
 * {@code CALL.part} and its {@code CALL.note}; a recording that is over is {@code CALL.wav}. Each
 * name is written by one side only at a time: the recorder until there is a {@code .wav}, the
 * keeper from then on. Immutable.
 *
 * @param folder holds nothing else
 */
public record RecordingSpool(Path folder) {
  private static final String PART = ".part";
  private static final String WAV = ".wav";
  private static final String NOTE = ".note";

  /** The sound of a call that is being recorded. */
  public Path part(CallId call) {
    return folder.resolve(call.value() + PART);
  }

  /** The sound of a call whose recording is over. */
  public Path sound(CallId call) {
    return folder.resolve(call.value() + WAV);
  }

  /** What is known about it. */
  public Path note(CallId call) {
    return folder.resolve(call.value() + NOTE);
  }

  /** Its wave form, made by the keeper. */
  public Path peaks(CallId call) {
    return folder.resolve(call.value() + ".peaks");
  }

  /** Writes {@code note} so that it is there whole or not at all. */
  public void write(RecordingNote note) throws IOException {
    Path draft = folder.resolve(note.call().value() + ".draft");
    Files.writeString(draft, note.text());
    Files.move(draft, note(note.call()), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Reads the note of {@code call}. */
  public RecordingNote read(CallId call) throws IOException {
    return RecordingNote.parse(Files.readString(note(call)));
  }

  /** Gives a recording that is over its header and its name; it is on disk when this returns. */
  public void finish(CallId call, int rateHz) throws IOException {
    try (FileChannel file = FileChannel.open(part(call), StandardOpenOption.WRITE)) {
      StereoWav.seal(file, rateHz);
      file.force(true);
    }
    Files.move(part(call), sound(call), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Finishes what a process that was killed left unfinished; before anything is recorded.
   *
   * @return how many were finished
   */
  public int recover() throws IOException {
    Files.createDirectories(folder);
    int finished = 0;
    for (CallId call : calls(PART)) {
      if (Files.exists(note(call))) {
        finish(call, read(call).rateHz());
        finished++;
      } else {
        Files.delete(part(call));
      }
    }
    for (CallId call : calls(NOTE)) {
      if (!Files.exists(sound(call))) {
        forget(call);
      }
    }
    return finished;
  }

  /** The calls whose recording is over and not yet forgotten, oldest first. */
  public List<CallId> finished() throws IOException {
    return calls(WAV).stream().filter(call -> Files.exists(note(call))).toList();
  }

  /** Removes what is left of {@code call}. */
  public void forget(CallId call) throws IOException {
    Files.deleteIfExists(sound(call));
    Files.deleteIfExists(peaks(call));
    Files.deleteIfExists(note(call));
  }

  /** Octets in the folder. */
  public long bytes() throws IOException {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        bytes += sizeOf(file);
      }
    }
    return bytes;
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  private List<CallId> calls(String suffix) throws IOException {
    List<CallId> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + suffix)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        String id = name.substring(0, name.length() - suffix.length());
        if (id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
          found.add(new CallId(UUID.fromString(id)));
        }
      }
    }
    found.sort((a, b) -> a.value().compareTo(b.value()));
    return found;
  }
}
