package io.parley.loadtests.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.parley.loadtests.rtp.G711;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything the callers say, encoded before the first call. Built by main, then read only.
 *
 * <p>Frame 0 is silence.
 */
final class Stimuli {
  private static final int FRAME = 160;

  /** A run of whole frames. */
  record Phrase(int firstFrame, int frames) {}

  private final G711 codec;
  private final List<byte[]> parts = new ArrayList<>();
  private int frames;
  private MemorySegment memory = MemorySegment.NULL;

  Stimuli(G711 codec) {
    this.codec = codec;
    add(new short[FRAME]);
  }

  /** Adds audio, padded with silence to whole frames. */
  Phrase add(short[] pcm) {
    int count = (pcm.length + FRAME - 1) / FRAME;
    Phrase phrase = new Phrase(frames, count);
    parts.add(codec.encode(Arrays.copyOf(pcm, count * FRAME)));
    frames += count;
    return phrase;
  }

  /** Moves all of it to native memory that lives as long as {@code arena}. */
  void settle(Arena arena) {
    memory = arena.allocate((long) frames * FRAME, 8);
    long at = 0;
    for (byte[] part : parts) {
      MemorySegment.copy(part, 0, memory, JAVA_BYTE, at, part.length);
      at += part.length;
    }
  }

  /** Copies one encoded frame. */
  void copy(int frame, MemorySegment to, long offset) {
    MemorySegment.copy(memory, (long) frame * FRAME, to, offset, FRAME);
  }

  G711 codec() {
    return codec;
  }
}
