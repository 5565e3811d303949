package io.parley.media.path;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.dsp.HighPass;
import io.parley.media.dsp.NoiseGate;
import io.parley.media.playout.Playout;
import io.parley.media.playout.PlayoutListener;
import io.parley.media.playout.PlayoutQueue;
import io.parley.media.vad.SpeechEdges;

/**
 * An agent's end of a leg: cleans what the caller says, finds where he speaks, pauses the agent
 * when he begins, and reports all of it. Owned by the leg's media loop.
 */
@HotPath
@OwnedBy("media-loop")
final class AgentEar implements Ear, PlayoutListener {
  private static final int FRAME_SAMPLES = 160;
  private static final long FRAME_NS = 20_000_000;
  private static final long NO_UTTERANCE = 0;

  private final LegIdentity leg;
  private final LegSink sink;
  private final MediaTotals totals;
  private final HighPass highPass;
  private final NoiseGate gate;
  private final SpeechEdges edges;
  private final Playout playout;
  private long samplesHeard;
  private int missedSamples;
  private long onsetNs;

  /** The utterance this speech may still pause: the one that was audible at its onset. */
  private long interruptible = NO_UTTERANCE;

  AgentEar(LegIdentity leg, LegSink sink, MediaTotals totals, PlayoutQueue queue, int rateHz) {
    this.leg = leg;
    this.sink = sink;
    this.totals = totals;
    highPass = new HighPass(rateHz);
    gate = new NoiseGate(rateHz);
    edges = SpeechEdges.create(rateHz);
    playout = new Playout(queue, rateHz, this, leg.rtpPort());
  }

  Playout playout() {
    return playout;
  }

  /** The silence that ends speech, from now on. */
  void listen(int silenceMs) {
    edges.setSilenceMs(silenceMs);
  }

  @Override
  public void hear(short[] pcm, int offset, int length, long arrivalNs) {
    missedSamples = 0;
    highPass.process(pcm, offset, length);
    gate.process(pcm, offset, length);
    int edge = edges.onFrame(pcm, offset, length, playout.isAudible());
    for (int at = 0; at < length; at += FRAME_SAMPLES) {
      int part = Math.min(FRAME_SAMPLES, length - at);
      sink.frame(leg, pcm, offset + at, part, samplesHeard + at, arrivalNs);
    }
    samplesHeard += length;
    onEdge(edge, arrivalNs);
  }

  @Override
  public void hearNothing(int samples, long nowNs) {
    samplesHeard += samples;
    missedSamples += samples;
    while (missedSamples >= FRAME_SAMPLES) {
      missedSamples -= FRAME_SAMPLES;
      onEdge(edges.onMissing(), nowNs);
    }
  }

  private void onEdge(int edge, long nowNs) {
    switch (edge) {
      case SpeechEdges.STARTED -> onStarted(nowNs);
      case SpeechEdges.ENDED -> onEnded(nowNs);
      default -> interruptLater(nowNs);
    }
  }

  private void onStarted(long nowNs) {
    onsetNs = nowNs - edges.framesSinceOnset() * FRAME_NS;
    interruptible = playout.isAudible() ? playout.current() : NO_UTTERANCE;
    tellStarted(pauseIfAllowed(nowNs), nowNs);
  }

  /** Speech goes on: it may become long enough, or a protected start be over. */
  private void interruptLater(long nowNs) {
    if (interruptible != NO_UTTERANCE) {
      long paused = pauseIfAllowed(nowNs);
      if (paused != NO_UTTERANCE) {
        tellStarted(paused, nowNs);
      }
    }
  }

  private long pauseIfAllowed(long nowNs) {
    if (interruptible == NO_UTTERANCE
        || interruptible != playout.current()
        || !playout.mayPause(edges.speechMs())) {
      return NO_UTTERANCE;
    }
    interruptible = NO_UTTERANCE;
    playout.pause(nowNs);
    totals.add(MediaTotals.PAUSES, 1);
    return playout.current();
  }

  private void tellStarted(long paused, long nowNs) {
    long heardMs = paused == NO_UTTERANCE ? 0 : playout.heardMs();
    sink.speechStarted(leg, nowNs, onsetNs, paused, heardMs, edges.levelDbfs());
  }

  private void onEnded(long nowNs) {
    interruptible = NO_UTTERANCE;
    long lastSpeechNs = nowNs - edges.framesSinceLastSpeech() * FRAME_NS;
    sink.fact(leg, LegFact.SPEECH_ENDED, nowNs, lastSpeechNs, edges.speechMs());
  }

  @Override
  public void onAudible(long utterance, long nowNs) {
    sink.fact(leg, LegFact.AUDIBLE, nowNs, utterance, 0);
  }

  @Override
  public void onResumed(long utterance, boolean byLease, long nowNs) {
    if (byLease) {
      totals.add(MediaTotals.LEASES_EXPIRED, 1);
    }
    sink.fact(leg, LegFact.RESUMED, nowNs, utterance, byLease ? 1 : 0);
  }

  @Override
  public void onFinished(long utterance, long heardMs, long nowNs) {
    sink.fact(leg, LegFact.FINISHED, nowNs, utterance, heardMs);
  }

  @Override
  public void onCut(long utterance, long heardMs, long nowNs) {
    sink.fact(leg, LegFact.CUT, nowNs, utterance, heardMs);
  }
}
