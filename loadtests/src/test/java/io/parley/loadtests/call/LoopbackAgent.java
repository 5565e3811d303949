package io.parley.loadtests.call;

import io.parley.loadtests.audio.Sound;
import io.parley.loadtests.rtp.G711;
import io.parley.loadtests.rtp.RtpPacket;
import io.parley.loadtests.sip.Sdp;
import io.parley.loadtests.sip.SipMessage;
import io.parley.loadtests.time.WireClock;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A tiny agent for one call. Without a monologue it greets for 400 ms, answers 300 ms after the
 * caller has finished with a tone of 500 ms, and hangs up after so many answers; with one it speaks
 * without end and pauses while the caller is loud. Three threads of its own: signalling, ear,
 * mouth.
 */
public final class LoopbackAgent implements AutoCloseable {
  private static final long SLOT_NS = 20_000_000L;

  private final DatagramSocket sip;
  private final DatagramSocket rtp;
  private final AtomicLong lastLoudNs = new AtomicLong();
  private volatile @Nullable InetSocketAddress media;
  private volatile @Nullable SipMessage invite;
  private volatile @Nullable InetSocketAddress caller;
  private final int answersBeforeBye;
  private final @Nullable Sound monologue;
  private final short[] frame = new short[160];
  private volatile boolean closed;

  /** An agent that hangs up itself after {@code answersBeforeBye} answers. */
  public LoopbackAgent(int answersBeforeBye, @Nullable Sound monologue) throws IOException {
    this.answersBeforeBye = answersBeforeBye;
    this.monologue = monologue;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    sip = new DatagramSocket(0, loopback);
    rtp = new DatagramSocket(0, loopback);
    Thread.ofPlatform().daemon().name("agent-sip").start(this::signal);
    Thread.ofPlatform().daemon().name("agent-ear").start(this::hear);
    Thread.ofPlatform().daemon().name("agent-mouth").start(this::speak);
  }

  public int port() {
    return sip.getLocalPort();
  }

  private void signal() {
    byte[] buffer = new byte[4_096];
    while (!closed) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        sip.receive(packet);
        SipMessage message = SipMessage.parse(buffer, packet.getLength());
        if (message != null && message.isRequest()) {
          onRequest(message, (InetSocketAddress) packet.getSocketAddress());
        }
      } catch (IOException ended) {
        closed = true;
      }
    }
  }

  private void onRequest(SipMessage request, InetSocketAddress from) throws IOException {
    switch (request.method()) {
      case "INVITE" -> {
        reply(SipMessage.response(request, 180, "Ringing", "agent"), from);
        String answer = Sdp.g711("127.0.0.1", rtp.getLocalPort(), List.of(0), "sendrecv");
        reply(
            SipMessage.response(request, 200, "OK", "agent")
                .header("Contact", "<sip:agent@127.0.0.1:" + port() + ">")
                .sdp(answer),
            from);
        Sdp offered = Sdp.parse(request.body());
        invite = request;
        caller = from;
        media = offered == null ? null : new InetSocketAddress(offered.host(), offered.port());
      }
      case "BYE" -> reply(SipMessage.response(request, 200, "OK", "agent"), from);
      default -> {}
    }
  }

  private void reply(SipMessage.Builder message, InetSocketAddress to) throws IOException {
    byte[] bytes = message.build().bytes();
    sip.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private void hear() {
    byte[] buffer = new byte[2_048];
    while (!closed) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        rtp.receive(packet);
      } catch (IOException ended) {
        return;
      }
      long sum = 0;
      for (int at = RtpPacket.HEADER_BYTES; at < packet.getLength(); at++) {
        sum += G711.PCMU.squareOf(buffer[at]);
      }
      if (sum > 160 * 200 * 200) {
        lastLoudNs.set(WireClock.nowNs());
      }
    }
  }

  private void speak() {
    try {
      while (media == null && !closed) {
        WireClock.sleepUntil(WireClock.nowNs() + SLOT_NS);
      }
      if (monologue != null) {
        tell(monologue);
      } else {
        converse();
      }
    } catch (IOException ended) {
      closed = true;
    }
  }

  private void tell(Sound sound) throws IOException {
    long slotNs = WireClock.nowNs();
    int at = 0;
    for (int seq = 0; !closed; seq++) {
      Arrays.fill(frame, (short) 0);
      if (WireClock.nowNs() - lastLoudNs.get() > 200_000_000L) {
        sound.frame(at++ % sound.frames(), frame);
      }
      send(seq);
      slotNs += SLOT_NS;
      WireClock.sleepUntil(slotNs);
    }
  }

  private void converse() throws IOException {
    int answers = 0;
    int toneSlots = 20;
    long answeredNs = 0;
    long slotNs = WireClock.nowNs();
    for (int seq = 0; !closed; seq++) {
      long heardNs = lastLoudNs.get();
      boolean due = heardNs != 0 && heardNs - answeredNs > 0;
      if (due && WireClock.nowNs() - heardNs > 300_000_000L) {
        answeredNs = WireClock.nowNs();
        answers++;
        toneSlots = 25;
      }
      tone(toneSlots-- > 0);
      send(seq);
      slotNs += SLOT_NS;
      WireClock.sleepUntil(slotNs);
      if (answers == answersBeforeBye && toneSlots == 0) {
        hangUp();
        return;
      }
    }
  }

  private void tone(boolean sounds) {
    for (int at = 0; at < frame.length; at++) {
      frame[at] = (short) (sounds ? 6_000 * Math.sin(2 * Math.PI * 440 * at / 8_000) : 0);
    }
  }

  private void send(int seq) throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(172);
    RtpPacket.writeHeader(packet, 0, seq == 0, seq, seq * 160, 77);
    packet.put(12, G711.PCMU.encode(frame));
    rtp.send(new DatagramPacket(packet.array(), 172, media));
  }

  private void hangUp() throws IOException {
    SipMessage first = invite;
    InetSocketAddress to = caller;
    if (first == null || to == null) {
      throw new SocketException("nobody has called");
    }
    SipMessage.Builder bye = SipMessage.request("BYE", "sip:caller@127.0.0.1");
    bye.header("Via", "SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=z9hG4bKbye");
    bye.header("From", first.headerOr("To", "") + ";tag=agent");
    bye.header("To", first.headerOr("From", "")).header("Call-ID", first.callId());
    reply(bye.header("CSeq", "1 BYE"), to);
  }

  @Override
  public void close() {
    closed = true;
    sip.close();
    rtp.close();
  }
}
