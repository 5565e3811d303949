package io.parley.loadtests.load;

import java.nio.ByteBuffer;

/** Sends one phrase over and over and listens to nothing. Owned by the media loop. */
final class StreamAct implements CallerAct {
  private final Stimuli.Phrase phrase;
  private int at;

  StreamAct(Stimuli.Phrase phrase, int startFrame) {
    this.phrase = phrase;
    this.at = startFrame % phrase.frames();
  }

  @Override
  public int next(long nowNs) {
    int frame = phrase.firstFrame() + at;
    at = at + 1 == phrase.frames() ? 0 : at + 1;
    return frame;
  }

  @Override
  public void onSent(long sentNs) {}

  @Override
  public void onAudio(ByteBuffer packet, int payloadAt, int samples, boolean loud, long at0) {}

  @Override
  public boolean listens() {
    return false;
  }

  @Override
  public void startMeasuring() {}
}
