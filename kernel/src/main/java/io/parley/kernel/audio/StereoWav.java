package io.parley.kernel.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * WAV files of two channels of PCM16 whose length is known at their end only: room for the header
 * first, the samples after it, {@link #seal} last. Stateless.
 */
public final class StereoWav {
  /** Where the samples begin. */
  public static final int HEADER_BYTES = 44;

  /** One sample of each channel. */
  public static final int FRAME_BYTES = 4;

  /** What a RIFF file can count. */
  private static final long MOST_DATA_BYTES = 0xffff_ff00L;

  private StereoWav() {}

  /** Writes the header that {@code file} must have by its size, and cuts off half a frame. */
  public static void seal(FileChannel file, int rateHz) throws IOException {
    long data = Math.clamp(file.size() - HEADER_BYTES, 0, MOST_DATA_BYTES);
    data -= data % FRAME_BYTES;
    ByteBuffer header = header(data, rateHz);
    while (header.hasRemaining()) {
      file.write(header, header.position());
    }
    file.truncate(HEADER_BYTES + data);
  }

  private static ByteBuffer header(long dataBytes, int rateHz) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (36 + dataBytes));
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 2).putInt(rateHz).putInt(FRAME_BYTES * rateHz);
    out.putShort((short) FRAME_BYTES).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes);
    return out.flip();
  }
}
