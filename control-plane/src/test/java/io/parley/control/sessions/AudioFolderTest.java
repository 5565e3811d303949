package io.parley.control.sessions;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.control.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioFolderTest {
  private static final int MOST = 10 << 20;

  @TempDir Path data;
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");

  private AudioFolder folder() {
    return new AudioFolder(data.resolve("audio"), () -> now);
  }

  private AudioFolder.Upload take(byte[] body) throws IOException {
    return folder().take(UUID.randomUUID(), new ByteArrayInputStream(body));
  }

  private Refusal refusal(byte[] body) {
    return refusal(new ByteArrayInputStream(body));
  }

  private Refusal refusal(InputStream body) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> folder().take(UUID.randomUUID(), body));
    assertThat(left()).isEmpty();
    return refusal;
  }

  private String[] left() {
    String[] names = data.resolve("audio").toFile().list();
    return names == null ? new String[0] : names;
  }

  @Test
  void keepsARecordingOfAnyRateAndMixesItsChannels() throws Exception {
    for (int rateHz : new int[] {8_000, 16_000, 44_100, 96_000}) {
      AudioFolder.Upload upload = take(Recordings.tone(rateHz, 2, 500));
      assertThat(upload.audioMs()).isBetween(499L, 500L);
      var audio = folder().open(upload.id());
      assertThat(audio.rateHz()).isEqualTo(rateHz);
      int loudest = 0;
      for (short sample : audio.samples()) {
        loudest = Math.max(loudest, sample);
      }
      assertThat(loudest).isBetween(3_900, 4_000);
      folder().remove(upload.id());
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void takesTenMebibytesAndNotOneByteMore() throws Exception {
    assertThat(take(Recordings.silence(MOST)).bytes()).isEqualTo(MOST);
    folder().tidy();
    Files.delete(data.resolve("audio").resolve(left()[0]));
    Refusal refusal = refusal(Recordings.silence(MOST + 2));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
    assertThat(refusal.reason()).contains("10 MiB");
    byte[] one = Recordings.silence(MOST);
    Refusal byOne =
        refusal(
            new SequenceInputStream(
                new ByteArrayInputStream(one), new ByteArrayInputStream(new byte[1])));
    assertThat(byOne.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
  }

  @Test
  void saysWhatItIsThatCannotBeHeard() {
    byte[] webm = {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(refusal(webm).reason()).startsWith("WebM is not taken").contains("send a WAV file");
    assertThat(refusal("OggS and more of it".getBytes(US_ASCII)).reason())
        .startsWith("Ogg is not taken");
    assertThat(refusal("ID3 and more of it.".getBytes(US_ASCII)).reason())
        .startsWith("MP3 is not taken");
    assertThat(refusal(new byte[0]).reason()).startsWith("An empty body");
    assertThat(refusal("{\"text\": \"hello\"}".getBytes(US_ASCII)).reason())
        .startsWith("This format");
    assertThat(refusal("RIFF".getBytes(US_ASCII)).reason()).startsWith("This format");
    assertThat(refusal("RIFF1234AVI LIST".getBytes(US_ASCII)).kind())
        .isEqualTo(Refusal.Kind.UNSUPPORTED);
  }

  @Test
  void saysWhatIsWrongWithAWavFileAndNotWhereItLies() {
    for (byte[] wrong :
        new byte[][] {
          Recordings.empty(1, 1, 16_000, 24, 3_000),
          Recordings.empty(3, 1, 16_000, 32, 4_000),
          Recordings.empty(1, 1, 1, 16, 4_000),
          Recordings.empty(1, 1, 7_999, 16, 4_000),
          Recordings.empty(1, 1, Integer.MAX_VALUE, 16, 4_000),
          Recordings.empty(1, 1, -8_000, 16, 4_000),
          Recordings.empty(1, 1, 16_000, 16, 0),
          Recordings.empty(1, -1, 16_000, 16, 0),
          Arrays.copyOf(Recordings.silence(200), 30),
        }) {
      Refusal refusal = refusal(wrong);
      assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNSUPPORTED);
      assertThat(refusal.reason()).doesNotContain(data.toString()).hasSizeGreaterThan(20);
    }
  }

  @Test
  void keepsNothingOfARecordingThatBreaksOffOrNeverEnds() {
    InputStream broken =
        new Trickle() {
          @Override
          int next(int before) throws IOException {
            if (before == 1_000) {
              throw new IOException("the client went away");
            }
            return Recordings.silence(2_000)[before];
          }
        };
    assertThatThrownBy(() -> folder().take(UUID.randomUUID(), broken))
        .isInstanceOf(IOException.class);
    assertThat(left()).isEmpty();
    byte[] head = Recordings.silence(100);
    InputStream slow =
        new Trickle() {
          @Override
          int next(int before) {
            now = now.plusMillis(500);
            return before < head.length ? head[before] : 0;
          }
        };
    assertThat(refusal(slow).reason()).contains("two minutes");
  }

  @Test
  void tidiesWhatNobodyAsksForAnyMore() throws Exception {
    AudioFolder.Upload fresh = take(Recordings.tone(8_000, 1, 100));
    Path folder = data.resolve("audio");
    Path old = Files.write(folder.resolve("old.wav"), new byte[1]);
    Files.write(folder.resolve("half.part"), new byte[1]);
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(25))));
    Files.setLastModifiedTime(folder.resolve(fresh.id() + ".wav"), FileTime.from(now));
    folder().tidy();
    assertThat(left()).containsExactly(fresh.id() + ".wav");
  }

  /** A body that comes byte by byte. */
  private abstract static class Trickle extends InputStream {
    private int sent;

    abstract int next(int before) throws IOException;

    @Override
    public int read() throws IOException {
      return next(sent++);
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      into[from] = (byte) read();
      return 1;
    }
  }
}
