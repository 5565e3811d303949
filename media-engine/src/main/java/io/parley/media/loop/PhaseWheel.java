package io.parley.media.loop;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.path.MediaLeg;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which legs send in which tick: 600 slots of 1 ms, in which every packet length of 10, 20 to 60 ms
 * has its places. A leg takes the emptiest of the phases its packet length allows, so that the work
 * of a loop is spread evenly over its ticks.
 */
@HotPath
@OwnedBy("media-loop")
final class PhaseWheel {
  /** Ticks after which the wheel repeats: the least common multiple of 10, 20 to 60. */
  static final int SLOTS = 600;

  private final @Nullable MediaLeg[][] slots = new MediaLeg[SLOTS][4];
  private final int[] counts = new int[SLOTS];

  /** Gives {@code leg} its places, {@code ptimeMs} apart; answers its phase. */
  int add(MediaLeg leg, int ptimeMs) {
    if (ptimeMs < 1 || SLOTS % ptimeMs != 0) {
      throw new IllegalArgumentException("packets of " + ptimeMs + " ms have no grid");
    }
    int best = 0;
    for (int phase = 1; phase < ptimeMs; phase++) {
      if (fullest(phase, ptimeMs) < fullest(best, ptimeMs)) {
        best = phase;
      }
    }
    for (int slot = best; slot < SLOTS; slot += ptimeMs) {
      if (counts[slot] == slots[slot].length) {
        slots[slot] = Arrays.copyOf(slots[slot], 2 * counts[slot]);
      }
      slots[slot][counts[slot]++] = leg;
    }
    return best;
  }

  private int fullest(int phase, int ptimeMs) {
    int most = 0;
    for (int slot = phase; slot < SLOTS; slot += ptimeMs) {
      most = Math.max(most, counts[slot]);
    }
    return most;
  }

  /** Takes {@code leg} out of the places it has. */
  void remove(MediaLeg leg) {
    for (int slot = 0; slot < SLOTS; slot++) {
      for (int i = 0; i < counts[slot]; i++) {
        if (slots[slot][i] == leg) {
          slots[slot][i] = slots[slot][--counts[slot]];
          slots[slot][counts[slot]] = null;
          break;
        }
      }
    }
  }

  /** Legs due in {@code slot}. */
  int count(int slot) {
    return counts[slot];
  }

  /** The leg {@code index} of {@code slot}. */
  @Nullable MediaLeg leg(int slot, int index) {
    return slots[slot][index];
  }
}
