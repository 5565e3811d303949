package io.parley.bench;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.media.codec.G711Codec;
import io.parley.media.net.RtpSocket;
import io.parley.media.path.LegFact;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.LegMeter;
import io.parley.media.path.LegSink;
import io.parley.media.path.MediaLeg;
import io.parley.media.path.MediaTotals;
import io.parley.media.record.CallTape;
import io.parley.media.rtp.RtpHeader;
import io.parley.testsupport.Signals;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One slot of one leg: a packet of 20 ms from datagram to hearing, and one from voice to datagram,
 * with sockets in memory, so that what is measured is the path and not the kernel.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PathBenchmark {
  private static final int FRAME = 160;
  private static final long SLOT_NS = 20_000_000;

  /** What the leg does: hears and speaks for an agent, echoes, or plays the tone. */
  @Param({"AGENT", "ECHO", "MILLIWATT"})
  public LegService service = LegService.AGENT;

  private final byte[] packet = new byte[RtpHeader.BYTES + FRAME];
  private final byte[] scratch = new byte[RtpSocket.MAX_DATAGRAM_BYTES];
  private final Wire wire = new Wire(packet);
  private byte[] payloads = new byte[0];
  private MediaLeg leg = leg(LegService.AGENT);
  private int packets;
  private long nowNs;

  /** A caller who speaks for 0.6 s of every 2.6 s. */
  @Setup
  public void connect() {
    short[] pcm =
        Signals.joined(
            Signals.white(1000, -70, 1),
            Signals.voice(600, Signals.VOICE_DBFS, 2),
            Signals.white(1000, -70, 3));
    payloads = new byte[pcm.length];
    G711Codec.encode(Codec.PCMU, pcm, 0, pcm.length, payloads, 0);
    leg = leg(service);
    leg.onConnect(
        new InetSocketAddress(4000),
        new Remote("127.0.0.1", 4000, Codec.PCMU, 20, 101, Direction.SEND_RECV),
        true,
        nowNs);
  }

  private MediaLeg leg(LegService serving) {
    LegId id = LegId.first(CallId.at(1, new Random(1)));
    return new MediaLeg(
        new LegIdentity(TenantId.DEFAULT, id, serving, 22000),
        wire,
        new Wire(new byte[0]),
        new Nobody(),
        new MediaTotals(),
        new Random(2),
        30_000_000_000L);
  }

  @Benchmark
  public int slot() {
    System.arraycopy(
        payloads, packets % (payloads.length / FRAME) * FRAME, packet, RtpHeader.BYTES, FRAME);
    RtpHeader.write(packet, false, 0, packets & 0xffff, packets * FRAME, 77);
    packets++;
    wire.waits = true;
    int taken = leg.onReadable(scratch, nowNs);
    leg.onSlot(nowNs);
    nowNs += SLOT_NS;
    return taken;
  }

  /** One datagram that waits, or none; what is sent is dropped. */
  private static final class Wire implements RtpSocket {
    private final byte[] datagram;
    private boolean waits;

    Wire(byte[] datagram) {
      this.datagram = datagram;
    }

    @Override
    public int receive(byte[] into) {
      if (!waits) {
        return NOTHING;
      }
      waits = false;
      System.arraycopy(datagram, 0, into, 0, datagram.length);
      return datagram.length;
    }

    @Override
    public boolean fromRemote() {
      return true;
    }

    @Override
    public boolean send(byte[] bytes, int length) {
      return length > 0;
    }

    @Override
    public void remote(InetSocketAddress farEnd) {
      waits = false;
    }

    @Override
    public void close() {
      waits = false;
    }
  }

  /** Takes frames and facts and keeps none. */
  private static final class Nobody implements LegSink {
    @Override
    public void frame(
        LegIdentity leg, short[] pcm, int offset, int length, long firstSample, long arrivalNs) {}

    @Override
    public void fact(LegIdentity leg, LegFact fact, long atNs, long a, long b) {}

    @Override
    public void speechStarted(
        LegIdentity leg, long atNs, long onsetNs, long paused, long heardMs, double levelDbfs) {}

    @Override
    public void recorded(
        CallTape tape,
        short[] left,
        short[] right,
        int offset,
        int length,
        long firstSample,
        long atNs) {}

    @Override
    public boolean closed(LegIdentity leg, LegMeter meter, @Nullable CallTape tape, long atNs) {
      return true;
    }
  }
}
