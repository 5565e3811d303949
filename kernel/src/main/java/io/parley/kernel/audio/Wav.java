package io.parley.kernel.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/** WAV files: PCM16 of any rate and µ-law of 8 kHz read, PCM16 written. Stateless. */
public final class Wav {
  private static final int PCM = 1;
  private static final int ULAW = 7;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int EXTENSIBLE_ENCODING_AT = 24;
  private static final long MAX_BYTES = 512L << 20;

  private Wav() {}

  /**
   * Reads the first channel of a file. Lengths a pipe could not know (0 or too large) mean "to the
   * end". Throws {@link IOException} that names the file and the reason when it is no WAV, another
   * encoding, or larger than 512 MiB.
   */
  public static Pcm read(Path file) throws IOException {
    return read(file, false);
  }

  /** Like {@link #read(Path)}, with all channels mixed into one. */
  public static Pcm readMixed(Path file) throws IOException {
    return read(file, true);
  }

  private static Pcm read(Path file, boolean mixed) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": larger than 512 MiB");
    }
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    boolean lengthsUnknown = readHeader(file, in) == 0;
    ByteBuffer format = null;
    while (in.remaining() >= 8) {
      String tag = tag(in);
      long claimed = in.getInt() & 0xffff_ffffL;
      boolean toTheEnd = lengthsUnknown && claimed == 0 && tag.equals("data");
      int length = toTheEnd ? in.remaining() : (int) Math.min(claimed, in.remaining());
      ByteBuffer chunk = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      in.position(Math.min(in.limit(), in.position() + length + (length & 1)));
      if (tag.equals("fmt ") && length >= 16) {
        format = chunk;
      } else if (tag.equals("data") && format != null) {
        return decode(file, format, chunk, mixed);
      }
    }
    throw new IOException(file + ": a WAV file without audio");
  }

  /** The length the file claims to have, after its first twelve octets. */
  private static int readHeader(Path file, ByteBuffer in) throws IOException {
    if (in.remaining() >= 12 && tag(in).equals("RIFF")) {
      int claimed = in.getInt();
      if (tag(in).equals("WAVE")) {
        return claimed;
      }
    }
    throw new IOException(file + ": not a WAV file (no RIFF/WAVE header)");
  }

  private static Pcm decode(Path file, ByteBuffer format, ByteBuffer data, boolean mixed)
      throws IOException {
    int encoding = format.getShort(0) & 0xffff;
    if (encoding == EXTENSIBLE && format.limit() > EXTENSIBLE_ENCODING_AT + 1) {
      encoding = format.getShort(EXTENSIBLE_ENCODING_AT);
    }
    int channels = Math.max(1, format.getShort(2));
    int rateHz = format.getInt(4);
    int bits = format.getShort(14);
    if (rateHz <= 0) {
      throw new IOException(file + ": a rate of " + rateHz + " Hz");
    }
    int used = mixed ? channels : 1;
    if (encoding == PCM && bits == 16) {
      return samples(data.remaining() / 2, channels, used, rateHz, i -> data.getShort(2 * i));
    }
    if (encoding == ULAW && bits == 8) {
      return samples(data.remaining(), channels, used, rateHz, i -> G711.ulawToLinear(data.get(i)));
    }
    throw new IOException(
        file
            + ": encoding "
            + encoding
            + " with "
            + bits
            + " bits is not read; convert it to 16-bit PCM or 8-bit u-law");
  }

  /** The mean of the first {@code used} of {@code channels}. */
  private static Pcm samples(int all, int channels, int used, int rateHz, IntUnaryOperator sample) {
    short[] samples = new short[all / channels];
    for (int i = 0; i < samples.length; i++) {
      int sum = 0;
      for (int channel = 0; channel < used; channel++) {
        sum += sample.applyAsInt(channels * i + channel);
      }
      samples[i] = (short) (sum / used);
    }
    return new Pcm(samples, rateHz);
  }

  private static String tag(ByteBuffer in) {
    byte[] tag = new byte[4];
    in.get(tag);
    return new String(tag, StandardCharsets.US_ASCII);
  }

  /** Writes mono PCM16. */
  public static void write(Path file, Pcm pcm) throws IOException {
    Files.write(file, bytes(pcm));
  }

  /** A file of mono PCM16. */
  public static byte[] bytes(Pcm pcm) {
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * pcm.length()).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * pcm.length());
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) PCM).putShort((short) 1).putInt(pcm.rateHz()).putInt(2 * pcm.rateHz());
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * pcm.length());
    for (short sample : pcm.samples()) {
      out.putShort(sample);
    }
    return out.array();
  }
}
