package io.parley.loadtests.call;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Fills each slot of the grid: the running step, or silence. Owned by the call's thread. */
final class Outgoing {
  private final MediaLine line;
  private final CallScript script;
  private final short[] frame = new short[160];
  private Step.@Nullable Say saying;
  private @Nullable TelephoneKeys pressing;
  private int index;
  private int firstLoud;
  private int lastLoud;

  Outgoing(MediaLine line, CallScript script) {
    this.line = line;
    this.script = script;
  }

  void begin(Step step) {
    index = 0;
    switch (step) {
      case Step.Say say -> {
        saying = say;
        firstLoud = say.sound().firstLoudFrame();
        lastLoud = say.sound().lastLoudFrame();
      }
      case Step.Keys keys -> pressing = new TelephoneKeys(keys.digits());
    }
  }

  void sendSlot(long nowNs) throws IOException {
    java.util.Arrays.fill(frame, (short) 0);
    if (saying != null) {
      sendSpeech(saying, nowNs);
    } else if (pressing != null) {
      sendKey(pressing, nowNs);
    } else {
      line.sendAudio(frame);
    }
  }

  private void sendSpeech(Step.Say say, long nowNs) throws IOException {
    say.sound().frame(index, frame);
    line.sendAudio(frame);
    if (index == firstLoud) {
      script.onFirstLoudSent(nowNs);
    }
    if (index == lastLoud) {
      script.onLastLoudSent(nowNs);
    }
    index++;
    if (index >= say.sound().frames()) {
      saying = null;
      script.onStepEnded(nowNs);
    }
  }

  private void sendKey(TelephoneKeys keys, long nowNs) throws IOException {
    TelephoneKeys.Event event = keys.next();
    if (event == null) {
      line.sendAudio(frame);
    } else {
      line.sendEvent(event, frame);
    }
    if (keys.isDone()) {
      pressing = null;
      script.onStepEnded(nowNs);
    }
  }
}
