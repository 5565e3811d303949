package io.parley.media.loop;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SleepingWaitStrategy;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.media.codec.G711Codec;
import io.parley.media.net.MemoryNetwork;
import io.parley.media.net.MemorySocket;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.LegTape;
import io.parley.media.path.MediaLeg;
import io.parley.media.record.CallTape;
import io.parley.media.rtp.RtpHeader;
import io.parley.testsupport.Signals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;

/**
 * A loop and one leg with nothing around them that allocates: one packet in and one out per cycle
 * of 20 ms, of a voice that starts and stops.
 */
final class Soak {
  private static final int PORT = 22000;
  private static final long SLOT_NS = 20_000_000;

  private final CallTape tape = new CallTape();
  private final Sequence reader = new Sequence();
  private final RingBuffer<FanoutEntry> ring =
      RingBuffer.createSingleProducer(
          FanoutEntry::new, 1024, new SleepingWaitStrategy(0, 1_000_000));
  private final byte[] packet = new byte[RtpHeader.BYTES + 160];
  private final byte[] payloads;
  private final MediaLoop loop;
  private final MemorySocket rtp;
  private long nowNs;
  private int packets;
  private long recorded;

  Soak(LegService service, boolean recorded) {
    try {
      MemoryNetwork network = new MemoryNetwork();
      ring.addGatingSequences(reader);
      loop = new MediaLoop(network.openPoller(), () -> nowNs, ring);
      MediaLeg leg =
          new MediaLeg(
              new LegIdentity(
                  TenantId.DEFAULT, LegId.first(CallId.at(1, new Random(1))), service, PORT),
              network.bind(InetAddress.getLoopbackAddress(), PORT),
              network.bind(InetAddress.getLoopbackAddress(), PORT + 1),
              loop.batch(),
              loop.totals(),
              new Random(2),
              30_000_000_000L);
      rtp = network.socket(PORT);
      loop.onOpen(leg);
      if (recorded) {
        leg.onRecord(new LegTape(tape, MediaLeg.RATE_HZ));
      }
      loop.onConnect(
          leg,
          new InetSocketAddress(4000),
          new Remote("127.0.0.1", 4000, Codec.PCMU, 20, 101, Direction.SEND_RECV),
          true,
          nowNs);
      short[] pcm =
          Signals.joined(
              Signals.white(1000, -70, 1),
              Signals.voice(600, Signals.VOICE_DBFS, 2),
              Signals.white(1000, -70, 3));
      payloads = new byte[pcm.length];
      G711Codec.encode(Codec.PCMU, pcm, 0, pcm.length, payloads, 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void cycles(int count) {
    int frames = payloads.length / 160;
    for (int i = 0; i < count; i++) {
      System.arraycopy(payloads, packets % frames * 160, packet, RtpHeader.BYTES, 160);
      RtpHeader.write(packet, false, 0, packets & 0xffff, packets * 160, 77);
      packets++;
      rtp.deliver(packet, packet.length, true);
      loop.cycle(nowNs);
      readTapes();
      nowNs += SLOT_NS;
    }
  }

  /** What the fan-out's reader and the recorder do with a recorded frame. */
  private void readTapes() {
    for (long at = reader.get() + 1; at <= ring.getCursor(); at++) {
      FanoutEntry entry = ring.get(at);
      if (entry.tape != null) {
        entry.tape.offer(entry.pcm, entry.length / 2, entry.a, entry.atNs);
        recorded++;
      }
    }
    reader.set(ring.getCursor());
  }

  /** Frames that were recorded. */
  long recorded() {
    return recorded;
  }

  long sent() {
    return rtp.sent();
  }
}
