package io.parley.media.loop;

import com.lmax.disruptor.EventHandler;
import io.parley.media.record.CallTape;

/**
 * The reader that puts what is recorded on the tape of its call. It has so little to do that it
 * shares the thread of another reader, which comes first; a defect in one of the two keeps nothing
 * from the other.
 */
final class Tapes implements EventHandler<FanoutEntry> {
  private final EventHandler<FanoutEntry> first;

  Tapes(EventHandler<FanoutEntry> first) {
    this.first = first;
  }

  @Override
  public void onStart() {
    first.onStart();
  }

  @Override
  public void onEvent(FanoutEntry entry, long sequence, boolean endOfBatch) throws Exception {
    try {
      first.onEvent(entry, sequence, endOfBatch);
    } finally {
      CallTape tape = entry.tape;
      if (tape != null) {
        record(tape, entry);
      }
    }
  }

  private static void record(CallTape tape, FanoutEntry entry) {
    if (entry.fact == null) {
      tape.offer(entry.pcm, entry.length / 2, entry.a, entry.atNs);
    } else {
      tape.end();
    }
  }
}
