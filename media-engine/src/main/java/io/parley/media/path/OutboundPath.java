package io.parley.media.path;

import io.parley.kernel.media.Codec;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.codec.G711Codec;
import io.parley.media.net.RtpSocket;
import io.parley.media.playout.Voice;
import io.parley.media.rtp.RtpHeader;
import java.util.random.RandomGenerator;

/**
 * From PCM to the datagram: one packet per slot. Owned by the leg's media loop. The timestamp goes
 * on while we may not send, so that the far end sees a pause and not a jump in speed.
 */
@HotPath
@OwnedBy("media-loop")
final class OutboundPath {
  private static final int LONGEST_PACKET_SAMPLES = 480;

  private final LegMeter meter;
  private final RtpSocket socket;
  private final byte[] packet = new byte[RtpHeader.BYTES + LONGEST_PACKET_SAMPLES];
  private final short[] pcm = new short[LONGEST_PACKET_SAMPLES];
  private final int ssrc;
  private int sequence16;
  private int timestamp32;
  private boolean marker = true;
  private boolean sends;
  private Codec codec = Codec.PCMU;
  private int packetSamples = 160;
  private Voice voice;

  OutboundPath(LegMeter meter, RtpSocket socket, Voice voice, RandomGenerator random) {
    this.meter = meter;
    this.socket = socket;
    this.voice = voice;
    this.ssrc = random.nextInt();
    this.sequence16 = random.nextInt() & 0x7fff;
    this.timestamp32 = random.nextInt();
  }

  /** Takes up what was negotiated. */
  void onConnect(Remote remote, Voice newVoice) {
    codec = remote.codec();
    packetSamples = codec.rateHz() / 1000 * remote.ptimeMs();
    sends = remote.direction().sends();
    voice = newVoice;
  }

  /** The leg's slot: speak, encode, head, send. */
  void onTick(long nowNs) {
    if (!sends) {
      timestamp32 += packetSamples;
      marker = true;
      return;
    }
    voice.speak(pcm, packetSamples, nowNs);
    G711Codec.encode(codec, pcm, 0, packetSamples, packet, RtpHeader.BYTES);
    RtpHeader.write(packet, marker, codec.payloadType(), sequence16, timestamp32, ssrc);
    if (socket.send(packet, RtpHeader.BYTES + packetSamples)) {
      meter.sent++;
    } else {
      meter.sendFailures++;
    }
    voice.onSent(sequence16, nowNs);
    marker = false;
    sequence16 = (sequence16 + 1) & 0xffff;
    timestamp32 += packetSamples;
  }

  /** What the last packet had in it, when {@link #sends}. */
  short[] spoken() {
    return pcm;
  }

  /** Whether slots send. */
  boolean sends() {
    return sends;
  }

  /** Samples in each packet. */
  int packetSamples() {
    return packetSamples;
  }
}
