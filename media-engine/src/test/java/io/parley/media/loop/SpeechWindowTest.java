package io.parley.media.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.link.EdgeFact.CallerAudio;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpeechWindowTest {
  private final SpeechWindow window = new SpeechWindow();
  private final List<CallerAudio> pieces = new ArrayList<>();
  private long at;

  private void keep(@Nullable CallerAudio piece) {
    if (piece != null) {
      pieces.add(piece);
    }
  }

  private void frames(int count) {
    for (int i = 0; i < count; i++) {
      short[] pcm = new short[160];
      for (int s = 0; s < 160; s++) {
        pcm[s] = (short) (at + s);
      }
      keep(window.add(at, pcm, 160));
      at += 160;
    }
  }

  @Test
  void handsOutThePreRollAndThenPiecesWithoutAGap() {
    frames(100);
    assertThat(pieces).isEmpty();
    keep(window.open());
    frames(7);
    keep(window.close());
    frames(5);
    assertThat(pieces.getFirst().firstSample()).isEqualTo(80 * 160);
    assertThat(pieces.getFirst().pcm().length()).isEqualTo(3200);
    assertThat(pieces)
        .extracting(piece -> piece.pcm().length())
        .containsExactly(3200, 480, 480, 160);
    long next = pieces.getFirst().firstSample();
    for (CallerAudio piece : pieces) {
      assertThat(piece.firstSample()).isEqualTo(next);
      assertThat(piece.pcm().samples()[0]).isEqualTo((short) next);
      next += piece.pcm().length();
    }
  }

  @Test
  void keepsThePreRollOfOneStretchOnly() {
    frames(10);
    at += 1600;
    frames(3);
    keep(window.open());
    assertThat(pieces.getFirst().firstSample()).isEqualTo(1600 + 1600);
    assertThat(pieces.getFirst().pcm().length()).isEqualTo(480);
  }

  @Test
  void endsAPieceAtAGap() {
    keep(window.open());
    frames(1);
    at += 800;
    frames(1);
    keep(window.close());
    assertThat(pieces).extracting(CallerAudio::firstSample).containsExactly(0L, 960L);
  }
}
