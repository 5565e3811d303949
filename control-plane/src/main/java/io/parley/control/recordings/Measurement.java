package io.parley.control.recordings;

import io.parley.control.document.Documents;
import io.parley.kernel.audio.StereoWav;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A finished file, read once: its checksum, its length and its wave form.
 *
 * @param peaks lowest and highest sample of each channel, bucket by bucket
 */
record Measurement(String sha256, long sizeBytes, long frames, List<Peaks> peaks) {
  private static final int CHANNELS = 2;
  private static final int MOST_BUCKETS = 2000;
  private static final int LEAST_FRAMES_PER_BUCKET = 80;
  private static final int BUFFER_BYTES = 64 << 10;

  /** One channel: as many lowest as highest samples. */
  @SuppressWarnings("ArrayRecordComponent") // made here, written as JSON, shared with nobody
  record Peaks(short[] min, short[] max) {
    private static Peaks of(int buckets) {
      Peaks peaks = new Peaks(new short[buckets], new short[buckets]);
      Arrays.fill(peaks.min, Short.MAX_VALUE);
      Arrays.fill(peaks.max, Short.MIN_VALUE);
      return peaks;
    }

    private void take(int bucket, short sample) {
      min[bucket] = (short) Math.min(min[bucket], sample);
      max[bucket] = (short) Math.max(max[bucket], sample);
    }
  }

  /** The wave form as it is kept and served. */
  record WaveForm(int rateHz, long durationMs, long startsMs, List<Peaks> channels) {}

  /** Reads a file that {@link StereoWav} made. */
  static Measurement of(Path file) throws IOException {
    MessageDigest digest = digest();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel in = FileChannel.open(file)) {
      long size = in.size();
      long frames = Math.max(0, (size - StereoWav.HEADER_BYTES) / StereoWav.FRAME_BYTES);
      int buckets = Math.clamp(frames / LEAST_FRAMES_PER_BUCKET, 1, MOST_BUCKETS);
      List<Peaks> peaks = List.of(Peaks.of(buckets), Peaks.of(buckets));
      buffer.limit(StereoWav.HEADER_BYTES);
      fill(in, buffer);
      digest.update(buffer.flip());
      long frame = 0;
      while (frame < frames) {
        buffer
            .clear()
            .limit((int) Math.min(BUFFER_BYTES, (frames - frame) * StereoWav.FRAME_BYTES));
        fill(in, buffer);
        digest.update(buffer.flip().duplicate());
        for (; buffer.hasRemaining(); frame++) {
          int bucket = (int) (frame * buckets / frames);
          peaks.get(0).take(bucket, buffer.getShort());
          peaks.get(1).take(bucket, buffer.getShort());
        }
      }
      return new Measurement(HexFormat.of().formatHex(digest.digest()), size, frames, peaks);
    }
  }

  private static void fill(FileChannel in, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new IOException("a recording that is shorter than its header");
      }
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  long durationMs(int rateHz) {
    return frames * 1000 / rateHz;
  }

  int channels() {
    return CHANNELS;
  }

  /** The wave form as JSON. */
  String waveForm(int rateHz, long startsMs) {
    return Documents.text(new WaveForm(rateHz, durationMs(rateHz), startsMs, peaks));
  }
}
