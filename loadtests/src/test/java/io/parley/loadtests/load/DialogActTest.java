package io.parley.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DialogActTest {
  private static final long MS = 1_000_000L;
  private static final ByteBuffer ANY = ByteBuffer.allocate(172);

  private final DialogAct.Figures figures = new DialogAct.Figures();
  private final DialogAct act = new DialogAct(new Stimuli.Phrase(10, 50), 5, figures);
  private long nowMs;

  private int slot() {
    int frame = act.next(nowMs * MS);
    act.onSent(nowMs * MS);
    nowMs += 20;
    return frame;
  }

  private void hear(boolean loud, long atMs) {
    act.onAudio(ANY, 12, 160, loud, atMs * MS);
  }

  private long speakToTheEnd() {
    while (slot() != 10 + 49) {
      assertThat(nowMs).isLessThan(100_000);
    }
    return nowMs - 20;
  }

  @Test
  void measuresFromTheLastPacketOfThePhraseToTheFirstLoudOne() {
    act.startMeasuring();
    long endMs = speakToTheEnd();
    hear(false, endMs + 100);
    hear(true, endMs + 217);
    hear(true, endMs + 237);
    assertThat(figures.voiceToVoiceMs.count()).isEqualTo(1);
    assertThat(figures.voiceToVoiceMs.at(50)).isEqualTo(217);
  }

  @Test
  void speaksAgainOnlyWhenTheReplyIsOver() {
    long endMs = speakToTheEnd();
    hear(true, endMs + 200);
    nowMs = endMs + 700;
    assertThat(slot()).isZero();
    hear(true, endMs + 720);
    long againMs = speakToTheEnd();
    assertThat(againMs - endMs).isGreaterThan(720 + 600 + 1_000);
  }

  @Test
  void countsARepliesAbsence() {
    act.startMeasuring();
    long endMs = speakToTheEnd();
    while (nowMs < endMs + 5_100) {
      slot();
    }
    assertThat(figures.missed).isEqualTo(1);
  }

  @Test
  void readsTheDelaysSetByTheHeader() {
    assertThat(
            DialogCast.setDelaysMs(
                java.util.List.of("x-parley-sim: stt=10, llm=200,tts=30", "A: b=7")))
        .isEqualTo(240);
  }
}
