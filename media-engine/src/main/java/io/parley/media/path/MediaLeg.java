package io.parley.media.path;

import io.parley.kernel.media.Codec;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.own.ThreadOwner;
import io.parley.media.net.RtpSocket;
import io.parley.media.playout.PlayoutQueue;
import io.parley.media.playout.Voice;
import io.parley.media.record.CallTape;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The media of one dialog: its sockets, its path in and its path out. Made on any thread, then
 * owned by the media loop of its shard; once closed, only its meter is read, by the fan-out.
 */
@HotPath
@OwnedBy("media-loop")
public final class MediaLeg {
  /** Rate of the audio of every leg. */
  public static final int RATE_HZ = 8000;

  private static final int MOST_DATAGRAMS_PER_TICK = 16;
  private static final int SLOTS_PER_REPORT = 50;

  private final ThreadOwner owner = new ThreadOwner();
  private final LegIdentity identity;
  private final LegMeter meter = new LegMeter();
  private final RtpSocket rtp;
  private final RtpSocket rtcp;
  private final LegSink sink;
  private final MediaTotals totals;
  private final InboundPath inbound;
  private final OutboundPath outbound;
  private final @Nullable Echo echo;
  private final @Nullable AgentEar agent;
  private final @Nullable PlayoutQueue speech;
  private final long lineSilentAfterNs;
  private @Nullable LegTape tape;
  private boolean answered;
  private boolean receives;
  private boolean silenceTold;
  private boolean closed;
  private int ptimeMs;
  private int token;
  private int slotsToReport = SLOTS_PER_REPORT;

  /** A leg on two bound ports that sends and hears nothing until it is answered. */
  public MediaLeg(
      LegIdentity identity,
      RtpSocket rtp,
      RtpSocket rtcp,
      LegSink sink,
      MediaTotals totals,
      RandomGenerator random,
      long lineSilentAfterNs) {
    this.identity = identity;
    this.rtp = rtp;
    this.rtcp = rtcp;
    this.sink = sink;
    this.totals = totals;
    this.lineSilentAfterNs = lineSilentAfterNs;
    boolean talks = identity.service() == LegService.AGENT;
    speech = talks ? new PlayoutQueue(RATE_HZ) : null;
    agent = speech == null ? null : new AgentEar(identity, sink, totals, speech, RATE_HZ);
    echo = identity.service() == LegService.ECHO ? new Echo(RATE_HZ) : null;
    Milliwatt tone = new Milliwatt(Codec.PCMU);
    inbound = new InboundPath(identity, meter, sink, ear(tone));
    outbound = new OutboundPath(meter, rtp, voice(tone), random);
  }

  /** The far end was negotiated, or changed; {@code nowAnswered} starts the audio for good. */
  public void onConnect(InetSocketAddress farEnd, Remote remote, boolean nowAnswered, long nowNs) {
    assert owner.isCurrent();
    rtp.remote(farEnd);
    Milliwatt tone = new Milliwatt(remote.codec());
    inbound.onConnect(remote, ear(tone), nowNs);
    outbound.onConnect(remote, voice(tone));
    receives = remote.direction().receives();
    ptimeMs = remote.ptimeMs();
    answered |= nowAnswered;
    silenceTold = false;
  }

  private Ear ear(Milliwatt tone) {
    if (agent != null) {
      return agent;
    }
    return echo == null ? tone : echo;
  }

  private Voice voice(Milliwatt tone) {
    if (agent != null) {
      return agent.playout();
    }
    return echo == null ? tone : echo;
  }

  /** The agent changes the silence that ends speech. */
  public void onListen(int silenceMs) {
    assert owner.isCurrent();
    if (agent != null) {
      agent.listen(silenceMs);
    }
  }

  /** From the next slot on both sides are recorded; one tape a leg. */
  public void onRecord(LegTape newTape) {
    assert owner.isCurrent();
    if (closed || tape != null) {
      newTape.tape().end();
    } else {
      tape = newTape;
      inbound.record(newTape);
    }
  }

  /** The tape of a leg that is recorded. */
  public @Nullable CallTape tape() {
    return tape == null ? null : tape.tape();
  }

  /** The agent resumes an utterance that was paused. */
  public void onResume(long utterance, long nowNs) {
    assert owner.isCurrent();
    if (agent != null) {
      agent.playout().resume(utterance, false, nowNs);
    }
  }

  /** The agent drops an utterance. */
  public void onAbandon(long utterance, long nowNs) {
    assert owner.isCurrent();
    if (agent != null) {
      agent.playout().abandon(utterance, nowNs);
    }
  }

  /** Where an agent writes what it says; null on legs without one. */
  public @Nullable PlayoutQueue speech() {
    return speech;
  }

  /** Takes what waits on the RTP port, through {@code scratch}; answers how many datagrams. */
  public int onReadable(byte[] scratch, long nowNs) {
    assert owner.isCurrent();
    int taken = 0;
    int length = rtp.receive(scratch);
    while (length != RtpSocket.NOTHING) {
      taken++;
      if (answered && receives) {
        inbound.onPacket(scratch, length, rtp.fromRemote(), nowNs);
        silenceTold &= inbound.lastPacketNs() != nowNs;
      } else if (!rtp.fromRemote()) {
        meter.foreign++;
      }
      if (taken == MOST_DATAGRAMS_PER_TICK) {
        return taken;
      }
      length = rtp.receive(scratch);
    }
    return taken;
  }

  /** Empties the RTCP port; reports of the far end are not used. */
  public void onRtcpReadable(byte[] scratch) {
    assert owner.isCurrent();
    int taken = 0;
    while (taken < MOST_DATAGRAMS_PER_TICK && rtcp.receive(scratch) != RtpSocket.NOTHING) {
      taken++;
    }
  }

  /** The leg's slot has come. */
  public void onSlot(long nowNs) {
    assert owner.isCurrent();
    if (receives) {
      inbound.onTick(outbound.packetSamples(), nowNs);
      watchLine(nowNs);
    }
    outbound.onTick(nowNs);
    if (tape != null) {
      tape.onSlot(sink, outbound.spoken(), outbound.sends(), outbound.packetSamples(), nowNs);
    }
    if (--slotsToReport == 0) {
      slotsToReport = SLOTS_PER_REPORT;
      settle();
    }
  }

  private void settle() {
    inbound.settle();
    meter.report(totals);
  }

  private void watchLine(long nowNs) {
    long silentNs = nowNs - inbound.lastPacketNs();
    if (!silenceTold && silentNs >= lineSilentAfterNs) {
      silenceTold = true;
      sink.fact(identity, LegFact.LINE_SILENT, nowNs, silentNs / 1_000_000, 0);
    }
  }

  /** Frees the ports and settles the meter. Idempotent. */
  public void onClose() {
    assert owner.isCurrent();
    if (!closed) {
      closed = true;
      rtp.close();
      rtcp.close();
      settle();
    }
  }

  /** Whose audio it is. */
  public LegIdentity identity() {
    return identity;
  }

  /** What it counts; to be read by the loop, and by the fan-out once it is closed. */
  public LegMeter meter() {
    return meter;
  }

  /** Its RTP socket, for the loop's poller. */
  public RtpSocket rtp() {
    return rtp;
  }

  /** Its RTCP socket, for the loop's poller. */
  public RtpSocket rtcp() {
    return rtcp;
  }

  /** Whether audio flows. */
  public boolean isAnswered() {
    return answered;
  }

  /** Whether {@link #onClose} was called. */
  public boolean isClosed() {
    return closed;
  }

  /** Length of the packets it sends. */
  public int ptimeMs() {
    return ptimeMs;
  }

  /** The number its loop knows it by. */
  public int token() {
    return token;
  }

  /** Sets the number its loop knows it by. */
  public void token(int loopsToken) {
    token = loopsToken;
  }
}
