package io.parley.loadtests.audio;

import io.parley.loadtests.rtp.G711;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * RIFF WAVE files: PCM16, µ-law and A-law in, stereo PCM16 out. Any thread.
 *
 * <p>Of several channels the first is read. A data length beyond the end of the file (as streams
 * leave it) means: up to the end.
 */
public final class Wav {
  private static final int PCM = 1;
  private static final int ALAW = 6;
  private static final int ULAW = 7;
  private static final int EXTENSIBLE = 0xFFFE;

  private Wav() {}

  /** Reads a file; throws with a message that names it and what is wrong. */
  public static Sound read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (in.limit() < 12 || !tag(in, 0).equals("RIFF") || !tag(in, 8).equals("WAVE")) {
      throw new IOException(file + " is no WAV file (RIFF/WAVE header missing)");
    }
    int format = 0;
    int formatAt = 0;
    int at = 12;
    while (at + 8 <= in.limit()) {
      String chunk = tag(in, at);
      int length = (int) Math.min(in.getInt(at + 4) & 0xFFFF_FFFFL, in.limit() - at - 8L);
      if (chunk.equals("fmt ") && length >= 16) {
        formatAt = at + 8;
        format = in.getShort(formatAt) & 0xFFFF;
        format = format == EXTENSIBLE && length >= 26 ? in.getShort(at + 32) & 0xFFFF : format;
      } else if (chunk.equals("data") && formatAt > 0) {
        return decode(in, format, formatAt, at + 8, length, file);
      }
      at += 8 + length + (length & 1);
    }
    throw new IOException(file + " is no complete WAV file (fmt or data chunk missing)");
  }

  private static Sound decode(
      ByteBuffer in, int format, int formatAt, int dataAt, int length, Path file)
      throws IOException {
    int channels = Math.max(1, in.getShort(formatAt + 2));
    int rateHz = in.getInt(formatAt + 4);
    int bits = in.getShort(formatAt + 14);
    boolean linear = format == PCM && bits == 16;
    boolean law = (format == ULAW || format == ALAW) && bits == 8;
    if (!linear && !law) {
      throw new IOException(
          file
              + " holds format "
              + format
              + " of "
              + bits
              + " bits: PCM16, mu-law or A-law wanted");
    }
    int step = channels * bits / 8;
    short[] pcm = new short[length / step];
    G711 codec = format == ALAW ? G711.PCMA : G711.PCMU;
    for (int n = 0; n < pcm.length; n++) {
      int at = dataAt + n * step;
      pcm[n] = linear ? in.getShort(at) : codec.decode(in.get(at));
    }
    return new Sound(pcm, rateHz);
  }

  private static String tag(ByteBuffer in, int at) {
    return StandardCharsets.US_ASCII.decode(in.slice(at, 4)).toString();
  }

  /** Writes two channels of equal rate; the shorter is padded with silence. */
  public static void writeStereo(Path file, short[] left, short[] right, int rateHz)
      throws IOException {
    int frames = Math.max(left.length, right.length);
    ByteBuffer out = ByteBuffer.allocate(44 + frames * 4).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + frames * 4);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) PCM).putShort((short) 2).putInt(rateHz).putInt(rateHz * 4);
    out.putShort((short) 4).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(frames * 4);
    for (int at = 0; at < frames; at++) {
      out.putShort(at < left.length ? left[at] : 0);
      out.putShort(at < right.length ? right[at] : 0);
    }
    Files.write(file, out.array());
  }
}
