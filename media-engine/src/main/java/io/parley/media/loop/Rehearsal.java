package io.parley.media.loop;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SleepingWaitStrategy;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.AgentOrder.InterruptPolicy;
import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.time.NanoClock;
import io.parley.media.net.PortPool;
import io.parley.media.net.PortPool.PortPair;
import io.parley.media.net.RtpNetwork;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.LegTape;
import io.parley.media.path.MediaLeg;
import io.parley.media.playout.PlayoutQueue;
import io.parley.media.record.CallTape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Lets a loop of its own carry three legs over real sockets before the first call is taken: an
 * agent that talks to an echo, and a tone that talks to itself. By then the path is loaded, linked
 * and compiled, so that the first caller finds a warm engine and the loops' threads allocate
 * nothing from their first packet on. For the thread that starts the engine.
 */
public final class Rehearsal {
  private static final int CYCLES = 12_000;
  private static final int CYCLES_PER_LOOK = 100;
  private static final int CYCLES_PER_PIECE = 25;
  private static final long SLOT_NS = 20_000_000;
  private static final int RING = 1024;

  private final List<PortPair> pairs = new ArrayList<>();
  private final RingBuffer<FanoutEntry> ring =
      RingBuffer.createSingleProducer(
          FanoutEntry::new, RING, new SleepingWaitStrategy(0, MediaLoop.TICK_NS));
  private final Sequence reader = new Sequence();
  private final PortPool ports;
  private final InetAddress host;
  private final MediaLoop loop;
  private final Pcm piece;
  private long nowNs;
  private long utterance;

  private Rehearsal(RtpNetwork network, PortPool ports, InetAddress host) throws IOException {
    this.ports = ports;
    this.host = host;
    ring.addGatingSequences(reader);
    loop = new MediaLoop(network.openPoller(), () -> nowNs, ring);
    short[] buzz = new short[MediaLeg.RATE_HZ / 4];
    for (int i = 0; i < buzz.length; i++) {
      buzz[i] = (short) (i % 80 * 100);
    }
    piece = new Pcm(buzz, MediaLeg.RATE_HZ);
  }

  /** Rehearses for {@code atMost} on ports that are free; without any it does nothing. */
  public static void run(
      RtpNetwork network, PortPool ports, InetAddress host, NanoClock clock, Duration atMost)
      throws IOException {
    Rehearsal rehearsal = new Rehearsal(network, ports, host);
    try {
      rehearsal.play(clock, atMost);
    } finally {
      rehearsal.loop.onStop(rehearsal.nowNs);
      rehearsal.pairs.forEach(pair -> ports.unused(pair.rtpPort()));
    }
  }

  private void play(NanoClock clock, Duration atMost) {
    MediaLeg agent = leg(LegService.AGENT);
    MediaLeg echo = leg(LegService.ECHO);
    MediaLeg tone = leg(LegService.MILLIWATT);
    agent.onRecord(new LegTape(new CallTape(), MediaLeg.RATE_HZ));
    connect(agent, echo);
    connect(echo, agent);
    connect(tone, tone);
    PlayoutQueue speech = agent.speech();
    long startNs = clock.nowNs();
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      if (speech != null && cycle % CYCLES_PER_PIECE == 0) {
        speech.begin(++utterance, InterruptPolicy.OPEN);
        speech.say(utterance, piece);
        speech.end(utterance);
      }
      loop.cycle(nowNs);
      reader.set(ring.getCursor());
      nowNs += SLOT_NS;
      boolean look = cycle % CYCLES_PER_LOOK == 0;
      if (look && clock.nowNs() - startNs > atMost.toNanos()) {
        return;
      }
    }
  }

  private MediaLeg leg(LegService service) {
    PortPair pair = ports.bind();
    if (pair == null) {
      throw new IllegalStateException("no free RTP port: widen PARLEY_RTP_PORTS");
    }
    pairs.add(pair);
    LegId id = LegId.first(CallId.at(pairs.size(), new Random(pairs.size())));
    MediaLeg leg =
        new MediaLeg(
            new LegIdentity(TenantId.DEFAULT, id, service, pair.rtpPort()),
            pair.rtp(),
            pair.rtcp(),
            loop.batch(),
            loop.totals(),
            new Random(1),
            Duration.ofDays(1).toNanos());
    loop.onOpen(leg);
    return leg;
  }

  private void connect(MediaLeg leg, MediaLeg to) {
    int port = to.identity().rtpPort();
    InetAddress reachable = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
    Remote remote =
        new Remote(reachable.getHostAddress(), port, Codec.PCMU, 20, 101, Direction.SEND_RECV);
    loop.onConnect(leg, new InetSocketAddress(reachable, port), remote, true, nowNs);
  }
}
