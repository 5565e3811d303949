package io.parley.media.path;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.jitter.DelayLine;
import io.parley.media.record.CallTape;

/**
 * What a recorded leg sounds like on its own clock, the slots: with each packet we send, as much of
 * what the caller said. The caller comes through a delay line, 20 to 100 ms late, so that a packet
 * that is late leaves no gap. Made on any thread, then owned by the leg's media loop.
 */
@HotPath
@OwnedBy("media-loop")
public final class LegTape {
  private static final int LONGEST_SLOT_SAMPLES = 480;

  /** Slots that a loop makes up for when it was held up; it leaves out what was due before. */
  private static final long MADE_UP_MS = 200;

  private static final long LONGEST_SLOT_MS = 60;

  private final CallTape tape;
  private final int rateHz;
  private final DelayLine caller;
  private final short[] left = new short[LONGEST_SLOT_SAMPLES];
  private final short[] silence = new short[LONGEST_SLOT_SAMPLES];
  private long position;
  private long startNs;
  private boolean started;

  /** Records at {@code rateHz} on {@code tape}. */
  public LegTape(CallTape tape, int rateHz) {
    this.tape = tape;
    this.rateHz = rateHz;
    this.caller = new DelayLine(rateHz);
  }

  CallTape tape() {
    return tape;
  }

  /** What the caller said, decoded or concealed, before anything is done to it. */
  void hear(short[] pcm, int offset, int length, long arrivalNs) {
    caller.push(pcm, offset, length, arrivalNs);
  }

  /** A slot: {@code spoken} was sent, or nothing when {@code speaks} is false. */
  void onSlot(LegSink sink, short[] spoken, boolean speaks, int length, long nowNs) {
    if (!started) {
      started = true;
      startNs = nowNs;
    }
    long due = (nowNs - startNs) * rateHz / 1_000_000_000L;
    if (due - position > (MADE_UP_MS + LONGEST_SLOT_MS) * rateHz / 1000) {
      position = due - MADE_UP_MS * rateHz / 1000;
    }
    var _ = caller.pull(left, 0, length);
    short[] right = speaks ? spoken : silence;
    for (int at = 0; at < length; at += CallTape.FRAME_SAMPLES) {
      int part = Math.min(CallTape.FRAME_SAMPLES, length - at);
      sink.recorded(tape, left, right, at, part, position + at, nowNs);
    }
    position += length;
  }
}
