package io.parley.loadtests.load;

import io.parley.loadtests.audio.Levels;
import io.parley.loadtests.audio.Sound;
import io.parley.loadtests.audio.Voice;
import java.io.IOException;
import java.util.Arrays;

/**
 * What measuring callers say: always the same Maven-borne voice, so that figures of different
 * machines are about the same sound. Any thread.
 */
final class SpeechSignal {
  private static final int FRAME = 160;
  private static final int RAMP = 16;
  private static final double DBM0 = -20;

  private SpeechSignal() {}

  /** Some seconds of ordinary speech at −20 dBm0. */
  static short[] talk() throws IOException {
    return natural(
        "I have read the first chapter twice, and there is one thing in it that I would"
            + " still like to understand before we go on to the next one");
  }

  /** A sentence as it comes: soft at its beginning and its end, −20 dBm0 in between. */
  static short[] natural(String text) throws IOException {
    Sound sound = Voice.best("").speak(text);
    return Levels.atLevel(sound.pcm(), DBM0);
  }

  /**
   * The same sentence with a crisp start and end: it begins and ends with whole frames within 6 dB
   * of its active level, and reaches it within 2 ms.
   */
  static short[] crisp(String text) throws IOException {
    short[] pcm = natural(text);
    double enoughDbfs = DBM0 + Levels.DBM0_TO_DBFS - 6;
    int first = 0;
    while (Levels.dbfs(pcm, first, FRAME) < enoughDbfs) {
      first += RAMP;
    }
    int last = pcm.length / FRAME * FRAME - FRAME;
    while (Levels.dbfs(pcm, last, FRAME) < enoughDbfs) {
      last -= RAMP;
    }
    int length = (last + FRAME - first) / FRAME * FRAME;
    short[] cut = Arrays.copyOfRange(pcm, first, first + length);
    for (int at = 0; at < RAMP; at++) {
      cut[at] = (short) (cut[at] * at / RAMP);
      int fromEnd = cut.length - 1 - at;
      cut[fromEnd] = (short) (cut[fromEnd] * at / RAMP);
    }
    return cut;
  }
}
