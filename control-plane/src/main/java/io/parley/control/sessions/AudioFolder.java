package io.parley.control.sessions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.parley.control.Refusal;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Wav;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recordings between their upload and their answer: a file each, streamed to disk, never whole in
 * memory while it comes. Safe from any thread; at most {@value #AT_ONCE} come at a time.
 */
final class AudioFolder {
  /** The largest recording. */
  static final long MOST_BYTES = 10L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(AudioFolder.class);
  private static final int AT_ONCE = 16;
  private static final int PIECE_BYTES = 16 << 10;
  private static final int HEAD_BYTES = 12;
  private static final int LEAST_HZ = 8_000;
  private static final int MOST_HZ = 96_000;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** After which nobody asks for a recording any more. */
  static final Duration FORGOTTEN = Duration.ofDays(1);

  private static final String PART = ".part";
  private static final String WHOLE = ".wav";

  private final Path folder;
  private final InstantSource wall;
  private final Semaphore coming = new Semaphore(AT_ONCE);

  AudioFolder(Path folder, InstantSource wall) {
    this.folder = folder;
    this.wall = wall;
  }

  /**
   * A recording that came.
   *
   * @param sha256 of its bytes
   */
  record Upload(UUID id, long bytes, long audioMs, String sha256) {}

  /** Takes {@code body} as the recording {@code id}; refused when it is none that is heard here. */
  Upload take(UUID id, InputStream body) throws IOException {
    if (!coming.tryAcquire()) {
      throw Refusal.tooOften(
          "too-many-uploads", AT_ONCE + " recordings come just now.", Duration.ofSeconds(2));
    }
    try {
      prepare();
      Path part = folder.resolve(id + PART);
      try {
        String sha256 = stream(body, part);
        Pcm audio = read(part);
        Upload upload = new Upload(id, Files.size(part), audio.millis(), sha256);
        Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE);
        return upload;
      } finally {
        Files.deleteIfExists(part);
      }
    } finally {
      coming.release();
    }
  }

  private void prepare() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private String stream(InputStream body, Path part) throws IOException {
    MessageDigest digest = sha256();
    Instant late = wall.instant().plus(LONGEST);
    byte[] piece = new byte[PIECE_BYTES];
    long bytes = 0;
    try (FileOutputStream out = new FileOutputStream(part.toFile())) {
      int read = body.readNBytes(piece, 0, HEAD_BYTES);
      requireWav(piece, read);
      while (read > 0) {
        bytes += read;
        requireRoom(bytes, late);
        digest.update(piece, 0, read);
        out.write(piece, 0, read);
        read = body.read(piece);
      }
      out.getFD().sync();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void requireRoom(long bytes, Instant late) {
    if (bytes > MOST_BYTES) {
      throw Refusal.tooLarge("A recording has at most 10 MiB: send it in shorter pieces.");
    }
    if (wall.instant().isAfter(late)) {
      throw Refusal.invalid(
          "body", "The recording took longer than two minutes to come.", "Send it faster.");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Refuses what begins as something else than a WAV file. */
  private static void requireWav(byte[] head, int length) {
    String text = new String(head, 0, length, ISO_8859_1);
    boolean wav = text.length() == HEAD_BYTES && text.startsWith("RIFF") && text.endsWith("WAVE");
    if (!wav) {
      String kind = kind(text);
      throw Refusal.unsupported(
          "unsupported-audio",
          kind
              + " is not taken: send a WAV file (PCM of 16 bits or u-law, 8 to 96 kHz), or let the"
              + " browser recognise speech and send text.");
    }
  }

  private static String kind(String head) {
    if (head.startsWith("\u001aE\u00df\u00a3")) {
      return "WebM";
    } else if (head.startsWith("OggS")) {
      return "Ogg";
    } else if (head.startsWith("fLaC")) {
      return "FLAC";
    } else if (head.startsWith("ID3") || head.startsWith("\u00ff\u00fb")) {
      return "MP3";
    } else {
      return head.isEmpty() ? "An empty body" : "This format";
    }
  }

  /** The recording in {@code file}; refused with what is wrong with it. */
  private static Pcm read(Path file) {
    Pcm audio;
    try {
      audio = Wav.readMixed(file);
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage()).replace(file + ": ", "");
      throw Refusal.unsupported(
          "unsupported-audio", "The WAV file cannot be read: " + reason + ".");
    }
    if (audio.rateHz() < LEAST_HZ || audio.rateHz() > MOST_HZ) {
      throw Refusal.unsupported(
          "unsupported-audio",
          String.format(
              Locale.ROOT, "A rate of %d Hz is not taken: record 8 to 96 kHz.", audio.rateHz()));
    }
    if (audio.length() == 0) {
      throw Refusal.unsupported("unsupported-audio", "The WAV file has no audio.");
    }
    return audio;
  }

  /** The recording {@code id}; throws {@link IOException} when it is gone. */
  Pcm open(UUID id) throws IOException {
    return Wav.readMixed(file(id));
  }

  private Path file(UUID id) {
    return folder.resolve(id + WHOLE);
  }

  /** Whether the recording {@code id} is here. */
  boolean has(UUID id) {
    return Files.exists(file(id));
  }

  /** Forgets the recording {@code id}. */
  void remove(UUID id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      LOG.warn("the recording {} stays on disk: {}", id, e.getMessage());
    }
  }

  /** Removes what a process that ended has left half, and what nobody has asked for in a day. */
  void tidy() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant old = wall.instant().minus(FORGOTTEN);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*{.part,.wav}")) {
      for (Path file : files) {
        boolean half = file.toString().endsWith(PART);
        if (half || Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("the folder of recordings was not tidied: {}", e.getMessage());
    }
  }
}
