package io.parley.loadtests.call;

import io.parley.loadtests.sip.CallerLeg;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call went. A value.
 *
 * @param failure one line naming thing, reason and remedy; null when the call was held
 * @param ended how it ended, in words
 * @param sent RTP packets
 */
record CallOutcome(
    @Nullable String failure,
    CallerLeg.End end,
    String ended,
    int status,
    String sipCallId,
    @Nullable Double answerMs,
    @Nullable Double firstAudioMs,
    double talkedMs,
    List<Turn> turns,
    long sent,
    long received,
    long lost) {
  CallOutcome {
    turns = List.copyOf(turns);
  }
}
