package io.parley.loadtests.call;

import java.util.List;

/**
 * Tells the call as it goes: words where the API has them, durations and latencies from the wire.
 * Owned by the call's thread.
 */
final class Narrator {
  private static final long SETTLE_NS = 1_200_000_000L;
  private static final int LOOK_EVERY_SLOTS = 10;
  private static final int LONGEST_TEXT = 300;

  private final CallView view;
  private final TranscriptPoller words;
  private final AgentEar ear;
  private boolean toldFirst;
  private boolean toldTrouble;
  private int repliesTold;
  private int stopsTold;
  private long heardTold;
  private int slots;

  Narrator(CallView view, TranscriptPoller words, AgentEar ear) {
    this.view = view;
    this.words = words;
    this.ear = ear;
  }

  void onStep(Step step) {
    tellDurations();
    view.callerBegins(step);
  }

  void onSlot(List<Turn> turns, long answeredNs, long nowNs) {
    if (slots++ % LOOK_EVERY_SLOTS != 0) {
      return;
    }
    tellTrouble();
    if (!toldFirst && ear.firstAudioNs() != 0) {
      toldFirst = true;
      view.agentFirstHeard((ear.firstAudioNs() - answeredNs) / 1e6);
    }
    tellLatencies(turns);
    tellWords();
    if (ear.lastLoudNs() != 0 && ear.isSilentFor(SETTLE_NS, nowNs)) {
      tellDurations();
    }
  }

  private void tellTrouble() {
    if (!toldTrouble && words.trouble() != null) {
      toldTrouble = true;
      view.note("no words to show, durations only (" + words.trouble() + ")");
    }
  }

  private void tellLatencies(List<Turn> turns) {
    for (; stopsTold < turns.size(); stopsTold++) {
      Turn turn = turns.get(stopsTold);
      boolean open = turn.firstLoudSentNs == 0 || turn.agentWasSpeaking;
      Double ms = turn.bargeInMs();
      if (ms != null) {
        view.stopped(ms);
      } else if (open) {
        break;
      }
    }
    for (; repliesTold < turns.size(); repliesTold++) {
      Double ms = turns.get(repliesTold).replyMs();
      if (ms != null) {
        view.replied(ms);
      } else if (repliesTold == turns.size() - 1) {
        break;
      } else {
        view.noReply();
      }
    }
  }

  private void tellWords() {
    for (TranscriptPoller.Line line : words.fresh()) {
      if (line.role().equals("agent")) {
        view.agentSaid(shortened(line.heard().isEmpty() ? line.text() : line.heard()));
      } else {
        view.understood(line.text());
      }
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …";
  }

  private void tellDurations() {
    if (words.all().isEmpty() && ear.heardMs() - heardTold > 100) {
      view.agentSpokeFor((ear.heardMs() - heardTold) / 1e3);
    }
    heardTold = ear.heardMs();
  }

  void atEnd(List<Turn> turns) {
    tellTrouble();
    tellLatencies(turns);
    tellWords();
    tellDurations();
    if (repliesTold < turns.size()) {
      view.noReply();
    }
  }
}
