package io.parley.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.AgentOrder.RecordCall;
import io.parley.kernel.recording.RecordingSpool;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final CallId CALL = CallId.at(1_700_000_000_000L, new Random(1));
  private static final long OFFERED_NS = 5_000_000;
  private static final long ATE = 125_000_000;

  @TempDir Path folder;
  private final AtomicInteger told = new AtomicInteger();

  private Recorder recorder(long limitBytes) throws IOException {
    Recorder made =
        new Recorder(
            new RecorderConfig(folder, limitBytes, 0), NanoClock.SYSTEM, told::incrementAndGet);
    made.start();
    return made;
  }

  private static CallTape tape(Recorder recorder) {
    return Objects.requireNonNull(
        recorder.begin(new TenantId("school"), CALL, 8000, new RecordCall(OFFERED_NS, 7)));
  }

  private static void play(CallTape tape, int frame, int length) {
    short[] both = new short[2 * length];
    for (int i = 0; i < length; i++) {
      both[i] = (short) (frame + 1);
      both[length + i] = (short) -(frame + 1);
    }
    tape.offer(both, length, (long) frame * length, ATE);
  }

  private ShortBuffer samples() throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(new RecordingSpool(folder).sound(CALL)));
    assertThat(file.order(ByteOrder.LITTLE_ENDIAN).getInt(40)).isEqualTo(file.limit() - 44);
    return file.slice(44, file.limit() - 44).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }

  @Test
  void closesWithoutEverHavingBeenStarted() {
    Recorder recorder =
        new Recorder(
            new RecorderConfig(folder, 1 << 20, 0), NanoClock.SYSTEM, told::incrementAndGet);
    recorder.close();
    assertThat(recorder.counters().running()).isZero();
  }

  @Test
  void callerIsLeftAgentIsRightAndWhatIsMissingIsSilence() throws IOException {
    try (Recorder recorder = recorder(1 << 20)) {
      CallTape tape = tape(recorder);
      play(tape, 0, 160);
      play(tape, 1, 160);
      play(tape, 4, 160);
      tape.end();
      Awaitility.await().until(() -> told.get() == 1);
      assertThat(recorder.counters().running()).isZero();
      assertThat(recorder.counters().begun()).isEqualTo(1);
    }
    ShortBuffer samples = samples();
    assertThat(samples.limit()).isEqualTo(5 * 320);
    for (int frame = 0; frame < 5; frame++) {
      int sound = frame == 2 || frame == 3 ? 0 : frame + 1;
      assertThat((int) samples.get(frame * 320)).isEqualTo(sound);
      assertThat((int) samples.get(frame * 320 + 319)).isEqualTo(-sound);
    }
    assertThat(new RecordingSpool(folder).read(CALL).startsMs()).isEqualTo(120);
    assertThat(new RecordingSpool(folder).read(CALL).keepDays()).isEqualTo(7);
  }

  @Test
  void tapeThatNobodyReadsDropsFramesAndTheFileHasSilenceForThem() {
    CallTape tape = new CallTape();
    for (int frame = 0; frame < CallTape.FRAMES + 5; frame++) {
      play(tape, frame, 160);
    }
    assertThat(tape.dropped()).isEqualTo(5);
    ByteBuffer out = ByteBuffer.allocate(640 * CallTape.FRAMES).order(ByteOrder.LITTLE_ENDIAN);
    for (int frame = 0; frame < CallTape.FRAMES; frame++) {
      assertThat(tape.nextSample()).isEqualTo(160L * frame);
      tape.take(out);
    }
    assertThat(tape.isEmpty()).isTrue();
    play(tape, 200, 80);
    assertThat(tape.nextSample()).isEqualTo(200 * 80);
    assertThat(tape.nextLength()).isEqualTo(80);
  }

  @Test
  void closingEndsWhatIsRunningAndACallWithoutSoundLeavesNothing() throws IOException {
    try (Recorder recorder = recorder(1 << 20)) {
      play(tape(recorder), 0, 160);
      CallId silent = CallId.at(2, new Random(2));
      assertThat(recorder.begin(TenantId.DEFAULT, silent, 8000, new RecordCall(0, 1))).isNotNull();
    }
    assertThat(new RecordingSpool(folder).finished()).containsExactly(CALL);
    assertThat(samples().limit()).isEqualTo(320);
  }

  @Test
  void spoolThatIsFullRefusesNewRecordingsUntilItHasRoom() throws IOException {
    Path waiting = Files.write(folder.resolve("waiting.wav"), new byte[2000]);
    try (Recorder recorder = recorder(1000)) {
      assertThat(recorder.begin(TenantId.DEFAULT, CALL, 8000, new RecordCall(0, 1))).isNull();
      assertThat(recorder.counters().refused()).isEqualTo(1);
      assertThat(recorder.counters().spoolBytes()).isEqualTo(2000);
      Files.delete(waiting);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> recorder.begin(TenantId.DEFAULT, CALL, 8000, new RecordCall(0, 1)) != null);
    }
  }

  @Test
  void fileThatCannotBeWrittenEndsItsRecordingOnly() throws IOException {
    try (Recorder recorder = recorder(1 << 20)) {
      CallTape tape = tape(recorder);
      Files.createDirectory(new RecordingSpool(folder).part(CALL));
      play(tape, 0, 160);
      Awaitility.await().until(() -> recorder.counters().failed() == 1);
      for (int frame = 1; frame < 300; frame++) {
        play(tape, frame, 160);
      }
      tape.end();
      Awaitility.await().until(() -> recorder.counters().running() == 0);
      assertThat(told).hasValue(0);
      assertThat(recorder.counters().failed()).isEqualTo(1);
    }
  }
}
