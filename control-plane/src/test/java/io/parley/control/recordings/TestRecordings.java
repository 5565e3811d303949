package io.parley.control.recordings;

import io.parley.kernel.audio.StereoWav;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.recording.RecordingNote;
import io.parley.kernel.recording.RecordingSpool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recordings as the recorder leaves them: the caller a quiet triangle, the agent a loud one. */
public final class TestRecordings {
  public static final int CALLER_PEAK = 1_000;
  public static final int AGENT_PEAK = 20_000;
  public static final int STARTS_MS = 85;

  private TestRecordings() {}

  /** Leaves one of {@code ms} in the spool; returns the file's octets. */
  public static byte[] leave(Path spoolFolder, TenantId tenant, CallId call, int ms, int keepDays)
      throws IOException {
    RecordingSpool spool = new RecordingSpool(spoolFolder);
    Files.createDirectories(spoolFolder);
    ByteBuffer sound =
        ByteBuffer.allocate(StereoWav.HEADER_BYTES + StereoWav.FRAME_BYTES * 8 * ms)
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(StereoWav.HEADER_BYTES);
    for (int i = 0; i < 8 * ms; i++) {
      sound.putShort((short) triangle(i, CALLER_PEAK)).putShort((short) triangle(i, AGENT_PEAK));
    }
    Files.write(spool.part(call), sound.array());
    spool.write(new RecordingNote(tenant, call, 8000, STARTS_MS, keepDays));
    spool.finish(call, 8000);
    return Files.readAllBytes(spool.sound(call));
  }

  private static int triangle(int at, int peak) {
    int phase = at % 40;
    return peak * (phase <= 20 ? phase - 10 : 30 - phase) / 10;
  }
}
