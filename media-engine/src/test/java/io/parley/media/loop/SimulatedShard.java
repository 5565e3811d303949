package io.parley.media.loop;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SleepingWaitStrategy;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.link.EdgeSide.Outcome;
import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.route.AgentRef;
import io.parley.media.codec.G711Codec;
import io.parley.media.net.MemoryNetwork;
import io.parley.media.net.MemorySocket;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.MediaLeg;
import io.parley.media.playout.PlayoutQueue;
import io.parley.media.rtp.RtpHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A whole shard on a manual clock and a network in memory: one leg, its caller and what its agent
 * is told. For one thread.
 */
final class SimulatedShard {
  static final int PORT = 22000;
  private static final long MS = 1_000_000;

  /** What the agent was told and when, in milliseconds of simulated time. */
  record Told(long atMs, EdgeFact fact) {}

  private final MemoryNetwork network = new MemoryNetwork();
  private final EdgeDesk desk = new EdgeDesk();
  private final RingBuffer<FanoutEntry> ring =
      RingBuffer.createSingleProducer(
          FanoutEntry::new, 256, new SleepingWaitStrategy(0, 1_000_000));
  private final EventPoller<FanoutEntry> poller = ring.newPoller();
  private final Tapes readers = new Tapes(new CallerFeed(desk));
  private final List<Told> told = new ArrayList<>();
  private final List<Short> heardByCaller = new ArrayList<>();
  private final ByteArrayOutputStream sentOctets = new ByteArrayOutputStream();
  private final byte[] packet = new byte[RtpHeader.BYTES + 480];
  private final MediaLoop loop;
  private final MediaLeg leg;
  private final MemorySocket rtp;
  private long nowNs;
  private int sequence = 65_500;
  private int timestamp = 12_345;
  private long packetsSeen;
  private boolean readsRing = true;

  SimulatedShard(LegService service) {
    try {
      ring.addGatingSequences(poller.getSequence());
      loop = new MediaLoop(network.openPoller(), () -> nowNs, ring);
      LegId id = LegId.first(CallId.at(1, new Random(1)));
      leg =
          new MediaLeg(
              new LegIdentity(TenantId.DEFAULT, id, service, PORT),
              network.bind(InetAddress.getLoopbackAddress(), PORT),
              network.bind(InetAddress.getLoopbackAddress(), PORT + 1),
              loop.batch(),
              loop.totals(),
              new Random(2),
              30_000 * MS);
      rtp = network.socket(PORT);
      desk.attach(this::onTold, (l, o) -> Outcome.GONE, (l, o) -> Outcome.GONE);
      desk.publish(
          TenantId.DEFAULT,
          id,
          0,
          new EdgeFact.CallOffered(new AgentRef("a", 1), "1", "2", "", "x", 8000, Map.of(), true));
      told.clear();
      loop.onOpen(leg);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void onTold(EdgeEvent event) {
    told.add(new Told(nowNs / MS, event.fact()));
  }

  void connect(Codec codec, int ptimeMs, Direction direction) {
    Remote remote = new Remote("127.0.0.1", 4000, codec, ptimeMs, 101, direction);
    loop.onConnect(leg, new InetSocketAddress(4000), remote, true, nowNs);
  }

  void close() {
    loop.onClose(leg, nowNs);
  }

  /** Runs one millisecond. */
  void tick() {
    loop.cycle(nowNs);
    if (readsRing) {
      readRing();
    }
    if (rtp.sent() != packetsSeen) {
      packetsSeen = rtp.sent();
      sentOctets.write(rtp.lastSent(), RtpHeader.BYTES, rtp.lastSentLength() - RtpHeader.BYTES);
      short[] pcm = new short[rtp.lastSentLength() - RtpHeader.BYTES];
      G711Codec.decode(Codec.PCMU, rtp.lastSent(), RtpHeader.BYTES, pcm.length, pcm, 0);
      for (short sample : pcm) {
        heardByCaller.add(sample);
      }
    }
    nowNs += MS;
  }

  private void readRing() {
    try {
      EventPoller.Handler<FanoutEntry> handler =
          (entry, sequenceNo, endOfBatch) -> {
            readers.onEvent(entry, sequenceNo, endOfBatch);
            return true;
          };
      while (poller.poll(handler) == EventPoller.PollState.PROCESSING) {}
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  void readsRing(boolean reads) {
    readsRing = reads;
  }

  void run(int ms) {
    for (int i = 0; i < ms; i++) {
      tick();
    }
  }

  /** The caller's phone sends {@code pcm} in packets of 20 ms. */
  void say(short[] pcm) {
    for (int at = 0; at + 160 <= pcm.length; at += 160) {
      G711Codec.encode(Codec.PCMU, pcm, at, 160, packet, RtpHeader.BYTES);
      sendPacket(0, 160, 160);
      run(20);
    }
  }

  /** The caller's phone sends {@code octets} as they are, in packets of {@code ptimeMs}. */
  void send(byte[] octets, int ptimeMs) {
    int length = 8 * ptimeMs;
    for (int at = 0; at + length <= octets.length; at += length) {
      System.arraycopy(octets, at, packet, RtpHeader.BYTES, length);
      sendPacket(0, length, length);
      run(ptimeMs);
    }
  }

  void press(int key, int packets) {
    for (int i = 0; i < packets; i++) {
      packet[12] = (byte) key;
      packet[13] = (byte) (i == packets - 1 ? 0x8a : 0x0a);
      packet[14] = (byte) ((160 * (i + 1)) >> 8);
      packet[15] = (byte) (160 * (i + 1));
      sendPacket(101, 4, 0);
      run(20);
    }
    timestamp += 160 * packets;
  }

  private void sendPacket(int payloadType, int octets, int samples) {
    RtpHeader.write(packet, false, payloadType, sequence++ & 0xffff, timestamp, 77);
    timestamp += samples;
    rtp.deliver(packet, RtpHeader.BYTES + octets, true);
  }

  /** The network delivers the caller's packet {@code number} of a stream, whenever it likes. */
  void deliver(int number, byte[] octets) {
    System.arraycopy(octets, 0, packet, RtpHeader.BYTES, octets.length);
    RtpHeader.write(packet, false, 0, (65_500 + number) & 0xffff, number * octets.length, 77);
    rtp.deliver(packet, RtpHeader.BYTES + octets.length, true);
    tick();
  }

  /** The network loses the caller's next packet. */
  void lose() {
    sequence++;
    timestamp += 160;
    run(20);
  }

  void foreign() {
    RtpHeader.write(packet, false, 0, 1, 2, 3);
    rtp.deliver(packet, 172, false);
    run(20);
  }

  PlayoutQueue speech() {
    return Objects.requireNonNull(leg.speech());
  }

  MediaLeg leg() {
    return leg;
  }

  MediaLoop loop() {
    return loop;
  }

  MemorySocket rtp() {
    return rtp;
  }

  long nowMs() {
    return nowNs / MS;
  }

  List<Told> told() {
    return told;
  }

  <F extends EdgeFact> List<F> told(Class<F> kind) {
    return told.stream().map(Told::fact).filter(kind::isInstance).map(kind::cast).toList();
  }

  long toldAtMs(Class<? extends EdgeFact> kind) {
    return told.stream().filter(t -> kind.isInstance(t.fact())).findFirst().orElseThrow().atMs();
  }

  /** All payloads the caller was sent. */
  byte[] sentOctets() {
    return sentOctets.toByteArray();
  }

  List<Short> heardByCaller() {
    return heardByCaller;
  }
}
