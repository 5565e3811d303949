package io.parley.loadtests.call;

import io.parley.loadtests.audio.Levels;
import io.parley.loadtests.rtp.G711;
import io.parley.loadtests.rtp.LossCounter;
import io.parley.loadtests.rtp.RtpPacket;
import io.parley.loadtests.sip.Sdp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The RTP socket of one call: sends one packet for each slot of a 20 ms grid and hears what comes
 * back. Owned by the call's thread.
 */
final class MediaLine implements AutoCloseable {
  private final DatagramChannel channel;
  private final AgentEar ear;
  private final Recorder recorder;
  private final LossCounter loss = new LossCounter();
  private final ByteBuffer out = ByteBuffer.allocate(172);
  private final ByteBuffer in = ByteBuffer.allocate(2_048);
  private final short[] heard = new short[2_048];
  private final int ssrc = ThreadLocalRandom.current().nextInt();
  private @Nullable InetSocketAddress remote;
  private G711 codec = G711.PCMU;
  private int eventType = -1;
  private boolean maySend;
  private int sequence = ThreadLocalRandom.current().nextInt(0x8000);
  private int timestamp = ThreadLocalRandom.current().nextInt();
  private long slot;
  private long firstReceivedNs;

  MediaLine(InetAddress local, AgentEar ear, Recorder recorder) throws IOException {
    this.channel = DatagramChannel.open();
    channel.configureBlocking(false);
    channel.bind(new InetSocketAddress(local, 0));
    this.ear = ear;
    this.recorder = recorder;
  }

  DatagramChannel channel() {
    return channel;
  }

  int localPort() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /** Follows what the far end described. */
  void follow(Sdp description) {
    int type = description.firstG711();
    codec = G711.of(type < 0 ? 0 : type);
    eventType = description.eventPayloadType();
    remote = new InetSocketAddress(description.host(), description.port());
    boolean listens = !description.direction().matches("sendonly|inactive");
    maySend = listens && type >= 0 && description.port() > 0;
  }

  boolean takesEvents() {
    return eventType >= 0;
  }

  /** Sends one frame of audio in the next slot. */
  void sendAudio(short[] frame) throws IOException {
    RtpPacket.writeHeader(out, codec.payloadType(), slot == 0, sequence++, timestamp, ssrc);
    for (int at = 0; at < RtpPacket.FRAME_SAMPLES; at++) {
      out.put(RtpPacket.HEADER_BYTES + at, codec.encode(frame[at]));
    }
    recorder.onSent(slot, frame);
    send(172);
  }

  /** Sends one telephone-event packet (RFC 4733) in the next slot. */
  void sendEvent(TelephoneKeys.Event event, short[] silence) throws IOException {
    int eventTimestamp = timestamp - event.slotsSinceStart() * RtpPacket.FRAME_SAMPLES;
    RtpPacket.writeHeader(out, eventType, event.isFirst(), sequence++, eventTimestamp, ssrc);
    out.putInt(RtpPacket.HEADER_BYTES, event.payload());
    recorder.onSent(slot, silence);
    send(16);
  }

  private void send(int lengthBytes) throws IOException {
    slot++;
    timestamp += RtpPacket.FRAME_SAMPLES;
    InetSocketAddress to = remote;
    if (maySend && to != null) {
      channel.send(out.position(0).limit(lengthBytes), to);
    }
    out.clear();
  }

  /** Takes everything that has arrived. */
  void receive(long nowNs) throws IOException {
    while (true) {
      in.clear();
      try {
        if (channel.receive(in) == null) {
          return;
        }
      } catch (PortUnreachableException closedByPeer) {
        continue;
      }
      in.flip();
      if (RtpPacket.isRtp(in, in.limit())) {
        onPacket(nowNs);
      }
    }
  }

  private void onPacket(long nowNs) {
    int type = RtpPacket.payloadType(in);
    if (firstReceivedNs == 0) {
      firstReceivedNs = nowNs;
    }
    loss.onPacket(RtpPacket.sequence16(in));
    int from = RtpPacket.payloadOffset(in);
    int samples = Math.min(in.limit() - from, heard.length);
    if ((type != 0 && type != 8) || samples <= 0) {
      return;
    }
    G711 law = G711.of(type);
    for (int at = 0; at < samples; at++) {
      heard[at] = law.decode(in.get(from + at));
    }
    ear.onFrame(Levels.dbfs(heard, 0, samples), nowNs);
    recorder.onReceived(RtpPacket.timestamp32(in), heard, samples, nowNs);
  }

  long sent() {
    return slot;
  }

  LossCounter loss() {
    return loss;
  }

  /** When the first packet came; 0 before that. */
  long firstReceivedNs() {
    return firstReceivedNs;
  }

  String codecName() {
    return codec.name();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
