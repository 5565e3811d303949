package io.parley.control.api;

import io.parley.control.journal.JournalLine;
import io.parley.control.live.LiveEvent;
import io.parley.control.live.LiveWords;
import io.parley.kernel.call.CallFact;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells one call's events in the order of their numbers, each once, from wherever they come; a
 * number that is missing is a reset. Owned by the request's thread.
 */
final class CallFollower {
  private final EventStream out;
  private long last;
  private boolean ended;
  private boolean recordingTold;

  /** Goes on after the event numbered {@code last}. */
  CallFollower(EventStream out, long last) {
    this.out = out;
    this.last = last;
    this.recordingTold = last >= CallFact.RecordingReady.SEQ;
  }

  void tell(List<JournalLine.Entry> stored) throws IOException {
    for (JournalLine.Entry entry : stored) {
      tell(entry);
    }
  }

  void tellKept(List<LiveEvent> kept) throws IOException {
    for (LiveEvent event : kept) {
      tell(event.entry());
    }
  }

  void tell(JournalLine.Entry entry) throws IOException {
    if (entry.fact() instanceof CallFact.RecordingReady) {
      tellRecording(entry);
      return;
    }
    if (entry.seq() <= last) {
      return;
    }
    if (entry.seq() > last + 1) {
      out.reset();
    }
    last = entry.seq();
    ended |= entry.fact() instanceof CallFact.Ended;
    out.send(String.valueOf(last), entry);
  }

  /** What is being said, for as long as the call goes on. */
  void tell(@Nullable LiveWords words) throws IOException {
    if (words != null && !ended) {
      out.send(words);
    }
  }

  /** Numbered apart from the others, of which some may still follow it. */
  private void tellRecording(JournalLine.Entry entry) throws IOException {
    if (!recordingTold) {
      recordingTold = true;
      out.send(String.valueOf(entry.seq()), entry);
    }
  }

  long last() {
    return last;
  }

  /** Whether the call's end was told; a late fact may still follow. */
  boolean hasEnded() {
    return ended;
  }
}
