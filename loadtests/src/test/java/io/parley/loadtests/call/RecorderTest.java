package io.parley.loadtests.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final long MS = 1_000_000L;
  private final Recorder recorder = new Recorder();

  private static short[] frame(int value) {
    short[] frame = new short[160];
    java.util.Arrays.fill(frame, (short) value);
    return frame;
  }

  @Test
  void placesTheAgentsFramesByTimestampWithoutHolesFromJitter() {
    recorder.start(0);
    recorder.onReceived(1_000, frame(1), 160, 100 * MS);
    recorder.onReceived(1_160, frame(2), 160, 127 * MS);
    assertThat(recorder.agent()).hasSize(800 + 320);
    assertThat(recorder.agent()[799]).isZero();
    assertThat(recorder.agent()[800]).isEqualTo((short) 1);
    assertThat(recorder.agent()[960]).isEqualTo((short) 2);
  }

  @Test
  void goesBackToTheArrivalTimeAfterAJumpOfTheTimestamp() {
    recorder.start(0);
    recorder.onReceived(1_000, frame(1), 160, 0);
    recorder.onReceived(900_000, frame(2), 160, 500 * MS);
    assertThat(recorder.agent()[4_000]).isEqualTo((short) 2);
  }

  @Test
  void putsTheCallersFramesOnTheGrid() {
    recorder.start(0);
    recorder.onSent(0, frame(5));
    recorder.onSent(1, frame(6));
    assertThat(recorder.caller()).hasSize(320);
    assertThat(recorder.caller()[160]).isEqualTo((short) 6);
  }
}
