package io.parley.media.path;

import io.parley.kernel.own.HotPath;
import io.parley.media.jitter.DelayLine;
import io.parley.media.playout.Voice;

/** The caller's own audio, put on our clock by the delay line and otherwise untouched. */
@HotPath
final class Echo implements Ear, Voice {
  private final DelayLine line;

  Echo(int rateHz) {
    line = new DelayLine(rateHz);
  }

  @Override
  public void hear(short[] pcm, int offset, int length, long arrivalNs) {
    line.push(pcm, offset, length, arrivalNs);
  }

  @Override
  public void hearNothing(int samples, long nowNs) {
    // The delay line notices by itself that nothing is there.
  }

  @Override
  public void speak(short[] pcm, int length, long nowNs) {
    line.pull(pcm, 0, length);
  }

  @Override
  public void onSent(int sequence16, long nowNs) {
    // An echo keeps no ledger.
  }
}
