package io.parley.media.path;

import io.parley.kernel.media.Codec;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.codec.G711Codec;
import io.parley.media.jitter.Concealment;
import io.parley.media.jitter.ReorderHold;
import io.parley.media.rtp.ArrivalJitter;
import io.parley.media.rtp.RtpHeader;
import io.parley.media.rtp.SequenceUnwrap;
import io.parley.media.rtp.TelephoneEvents;
import org.jspecify.annotations.Nullable;

/**
 * From the datagram to PCM. Owned by the leg's media loop. A packet in order passes through all
 * stages in the tick it arrives in; only one that comes early waits, at most 40 ms.
 */
@HotPath
@OwnedBy("media-loop")
final class InboundPath {
  private static final int AUDIO = 0;
  private static final int EVENT = 1;
  private static final int DEFAULT_PACKET_SAMPLES = 160;

  /** Nothing for this long is a sender that suppresses silence, or that is gone. */
  private static final long MISSING_AFTER_NS = 100_000_000;

  private static final int MISSING_AFTER_SAMPLES = 640;

  private final LegIdentity leg;
  private final LegMeter meter;
  private final LegSink sink;
  private final SequenceUnwrap sequence = new SequenceUnwrap();
  private final TelephoneEvents events = new TelephoneEvents();
  private final ReorderHold hold = new ReorderHold();
  private final short[] pcm = new short[ReorderHold.MAX_PAYLOAD_BYTES];
  private ArrivalJitter jitter = new ArrivalJitter(8000);
  private Concealment concealment = new Concealment(8000);
  private Ear ear;
  private @Nullable LegTape tape;
  private Codec codec = Codec.PCMU;
  private int eventPayloadType = -1;
  private boolean anySsrc;
  private int ssrc;
  private int packetSamples = DEFAULT_PACKET_SAMPLES;
  private long lastPacketNs;
  private boolean missing;

  InboundPath(LegIdentity leg, LegMeter meter, LegSink sink, Ear ear) {
    this.leg = leg;
    this.meter = meter;
    this.sink = sink;
    this.ear = ear;
  }

  /** Takes up what was negotiated. */
  void onConnect(Remote remote, Ear newEar, long nowNs) {
    if (remote.codec() != codec) {
      jitter = new ArrivalJitter(remote.codec().rateHz());
      concealment = new Concealment(remote.codec().rateHz());
    }
    codec = remote.codec();
    meter.codec = codec;
    eventPayloadType = remote.dtmfPayloadType();
    ear = newEar;
    lastPacketNs = nowNs;
  }

  /** One datagram: validate, check the source, take keys, put in order, decode, hear. */
  void onPacket(byte[] packet, int length, boolean fromRemote, long nowNs) {
    if (!fromRemote) {
      meter.foreign++;
      return;
    }
    if (!RtpHeader.isValid(packet, length)) {
      meter.malformed++;
      return;
    }
    int payloadType = RtpHeader.payloadType(packet);
    boolean event = payloadType == eventPayloadType;
    if (!event && payloadType != codec.payloadType()) {
      meter.malformed++;
      return;
    }
    meter.received++;
    lastPacketNs = nowNs;
    missing = false;
    followSource(RtpHeader.ssrc(packet));
    int offset = RtpHeader.payloadOffset(packet, length);
    int bytes = RtpHeader.payloadBytes(packet, length);
    int timestamp32 = RtpHeader.timestamp32(packet);
    long sequence64 = sequence.unwrap(RtpHeader.sequence16(packet));
    if (event) {
      tellKey(events.onPayload(packet, offset, bytes, timestamp32, nowNs), nowNs);
      hold.offer(sequence64, timestamp32, EVENT, packet, offset, 0, nowNs);
    } else {
      jitter.onPacket(timestamp32, nowNs);
      hold.offer(sequence64, timestamp32, AUDIO, packet, offset, bytes, nowNs);
    }
    hearWhatIsDue(nowNs);
  }

  /** The leg's slot: what nothing comes after is given up, and silence passes too. */
  void onTick(int slotSamples, long nowNs) {
    tellKey(events.onTick(nowNs), nowNs);
    hearWhatIsDue(nowNs);
    if (nowNs - lastPacketNs >= MISSING_AFTER_NS) {
      int since = missing ? slotSamples : slotSamples + MISSING_AFTER_SAMPLES;
      missing = true;
      ear.hearNothing(since, nowNs);
    }
  }

  private void hearWhatIsDue(long nowNs) {
    int what = hold.next(nowNs);
    while (what != ReorderHold.NOTHING) {
      if (what == ReorderHold.LOST) {
        concealment.conceal(pcm, 0, packetSamples);
        hear(nowNs);
      } else if (hold.tag() == AUDIO && hold.payloadBytes() > 0) {
        packetSamples = hold.payloadBytes();
        G711Codec.decode(codec, hold.payload(), 0, packetSamples, pcm, 0);
        concealment.heard(pcm, 0, packetSamples);
        hear(hold.arrivalNs());
      }
      what = hold.next(nowNs);
    }
  }

  /** A recording has the caller as he came in: the ear may change what it hears. */
  private void hear(long arrivalNs) {
    if (tape != null) {
      tape.hear(pcm, 0, packetSamples, arrivalNs);
    }
    ear.hear(pcm, 0, packetSamples, arrivalNs);
  }

  /** From now on what is heard goes on {@code newTape} too. */
  void record(LegTape newTape) {
    tape = newTape;
  }

  private void followSource(int packetSsrc) {
    if (anySsrc && packetSsrc != ssrc) {
      sequence.reset();
      hold.reset();
      events.reset();
      jitter.reset();
    }
    anySsrc = true;
    ssrc = packetSsrc;
  }

  private void tellKey(char key, long nowNs) {
    if (key != TelephoneEvents.NONE) {
      sink.fact(leg, LegFact.DIGIT, nowNs, key, events.durationMs());
    }
  }

  /** When the far end was last heard of. */
  long lastPacketNs() {
    return lastPacketNs;
  }

  /** Brings the meter up to date with what the stages counted. */
  void settle() {
    meter.lost = hold.lost();
    meter.late = hold.late();
    meter.duplicate = hold.duplicates();
    meter.concealedSamples = concealment.concealedSamples();
    meter.jitterMs = jitter.jitterMs();
  }
}
