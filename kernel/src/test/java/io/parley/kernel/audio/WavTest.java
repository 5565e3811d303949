package io.parley.kernel.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
  private static final int PCM = 1;
  private static final int ULAW = 7;
  private static final int EXTENSIBLE = 0xfffe;

  @TempDir private Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("clip.wav"), bytes);
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      out.put(part);
    }
    return out.array();
  }

  private static byte[] chunk(String tag, int claimedBytes, byte... content) {
    return ByteBuffer.allocate(8 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(tag.getBytes(StandardCharsets.US_ASCII))
        .putInt(claimedBytes)
        .put(content)
        .array();
  }

  private static byte[] riff(int claimedBytes) {
    return chunk("RIFF", claimedBytes, "WAVE".getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] format(int encoding, int channels, int rateHz, int bits) {
    byte[] content = new byte[16];
    ByteBuffer.wrap(content)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) encoding)
        .putShort((short) channels)
        .putInt(rateHz)
        .putInt(rateHz * channels * bits / 8)
        .putShort((short) (channels * bits / 8))
        .putShort((short) bits);
    return chunk("fmt ", 16, content);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    short[] samples = {0, 1, -1, 32767, -32768, 1234, -4321};
    Path file = folder.resolve("clip.wav");
    Wav.write(file, new Pcm(samples, 16000));
    assertThat(Wav.read(file)).isEqualTo(new Pcm(samples, 16000));
    Wav.write(file, new Pcm(new short[0], 8000));
    assertThat(Wav.read(file).length()).isZero();
  }

  @Test
  void readsTheFirstChannel() throws IOException {
    byte[] stereo = {1, 0, 9, 9, 2, 0, 9, 9};
    Path file = file(joined(riff(44), format(PCM, 2, 8000, 16), chunk("data", 8, stereo)));
    assertThat(Wav.read(file).samples()).containsExactly(1, 2);
  }

  @Test
  void readsUlaw() throws IOException {
    byte[] octets = {(byte) 0x80, (byte) 0xff, 0x00};
    Path file = file(joined(riff(40), format(ULAW, 1, 8000, 8), chunk("data", 3, octets)));
    assertThat(Wav.read(file)).isEqualTo(new Pcm(new short[] {32124, 0, -32124}, 8000));
  }

  @Test
  void readsTheExtensibleFormat() throws IOException {
    byte[] content = Arrays.copyOf(format(EXTENSIBLE, 1, 8000, 16), 48);
    content[4] = 40;
    content[8 + 16] = 22;
    content[8 + 24] = PCM;
    Path file = file(joined(riff(60), content, chunk("data", 2, (byte) 7, (byte) 0)));
    assertThat(Wav.read(file).samples()).containsExactly(7);
  }

  @Test
  void skipsChunksItDoesNotKnow() throws IOException {
    byte[] odd = joined(chunk("LIST", 3, (byte) 1, (byte) 2, (byte) 3), new byte[1]);
    byte[] data = chunk("data", 2, (byte) 5, (byte) 0);
    Path file = file(joined(riff(60), odd, format(PCM, 1, 8000, 16), odd, data));
    assertThat(Wav.read(file).samples()).containsExactly(5);
  }

  @Test
  void readsWhatAPipeWroteWithoutKnowingItsLength() throws IOException {
    for (int unknown : new int[] {0, -1, 0x7fff_ffff}) {
      byte[] data = chunk("data", unknown, (byte) 5, (byte) 0, (byte) 6, (byte) 0);
      Path file = file(joined(riff(unknown), format(PCM, 1, 8000, 16), data));
      assertThat(Wav.read(file).samples()).containsExactly(5, 6);
    }
  }

  @Test
  void readsWhatIsThereOfAFileCutShort() throws IOException {
    byte[] data = chunk("data", 100, (byte) 5, (byte) 0, (byte) 6);
    Path file = file(joined(riff(136), format(PCM, 1, 8000, 16), data));
    assertThat(Wav.read(file).samples()).containsExactly(5);
  }

  @Test
  void namesFileAndReasonWhenItCannotRead() throws IOException {
    byte[] data = chunk("data", 2, (byte) 5, (byte) 0);
    refuses("not a WAV file", new byte[0]);
    refuses("not a WAV file", "RIFF".getBytes(StandardCharsets.US_ASCII));
    refuses("not a WAV file", "ID3 and then some music".getBytes(StandardCharsets.US_ASCII));
    refuses("without audio", riff(4));
    refuses("without audio", riff(4), format(PCM, 1, 8000, 16));
    refuses("without audio", riff(4), data, format(PCM, 1, 8000, 16));
    refuses("without audio", riff(4), chunk("fmt ", 8, new byte[8]), data);
    refuses("24 bits", riff(4), format(PCM, 1, 8000, 24), data);
    refuses("encoding 85", riff(4), format(85, 1, 8000, 16), data);
    refuses("0 Hz", riff(4), format(PCM, 1, 0, 16), data);
    refuses("-8000 Hz", riff(4), format(PCM, 1, -8000, 16), data);
  }

  private void refuses(String reason, byte[]... parts) throws IOException {
    Path file = file(joined(parts));
    assertThatThrownBy(() -> Wav.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("clip.wav")
        .hasMessageContaining(reason);
  }
}
