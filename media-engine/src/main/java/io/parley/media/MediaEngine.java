package io.parley.media;

import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.AgentOrder.RecordCall;
import io.parley.kernel.link.AgentOrder.SpeechOrder;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.link.EdgeSide.Outcome;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaEvent;
import io.parley.kernel.media.MediaPlane;
import io.parley.kernel.time.NanoClock;
import io.parley.media.loop.LoopCounters;
import io.parley.media.loop.MediaShard;
import io.parley.media.loop.Rehearsal;
import io.parley.media.net.PortPool;
import io.parley.media.net.RtpNetwork;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.MediaLeg;
import io.parley.media.path.MediaTotals;
import io.parley.media.playout.PlayoutQueue;
import io.parley.media.record.CallTape;
import io.parley.media.record.Recorder;
import io.parley.media.vad.SpeechEdges;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens, connects and closes legs on the shard of their call. Safe from any thread; nothing waits
 * for a media loop.
 */
public final class MediaEngine implements MediaPlane, EdgeDesk.Handler<SpeechOrder>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaEngine.class);
  private static final int RETRY_AFTER_S = 10;
  private static final Duration LONGEST_REHEARSAL = Duration.ofSeconds(2);

  private record Placed(MediaLeg leg, MediaShard shard, @Nullable SpeechDesk desk) {}

  private final MediaConfig config;
  private final NanoClock clock;
  private final RtpNetwork network;
  private final PortPool ports;
  private final SecureRandom random = new SecureRandom();
  private final List<MediaShard> shards = new ArrayList<>();
  private final ConcurrentHashMap<LegId, Placed> legs = new ConcurrentHashMap<>();
  private volatile MediaEvent.Listener listener = event -> {};
  private volatile @Nullable Recorder recorder;
  private volatile boolean draining;

  /** An engine that reports what callers do to {@code desk}. Starts nothing yet. */
  public MediaEngine(MediaConfig config, NanoClock clock, EdgeDesk desk) throws IOException {
    this(config, clock, desk, RtpNetwork.best());
  }

  MediaEngine(MediaConfig config, NanoClock clock, EdgeDesk desk, RtpNetwork network)
      throws IOException {
    this.config = config;
    this.clock = clock;
    this.network = network;
    ports =
        new PortPool(
            network,
            config.bindHost(),
            config.firstPort(),
            config.lastPort(),
            config.portRest(),
            clock);
    for (int i = 0; i < config.loops(); i++) {
      shards.add(new MediaShard(i, network, clock, desk, event -> listener.on(event), ports));
    }
  }

  /** Sets where signalling is told about legs; called once, before {@link #start}. */
  public void attach(MediaEvent.Listener signalling) {
    listener = signalling;
  }

  /** Sets who writes recordings; called at most once, before {@link #start}. Without, none are. */
  public void recordWith(Recorder writer) {
    recorder = writer;
  }

  /** Rehearses, then starts the loops; once. */
  public void start() throws IOException {
    Rehearsal.run(network, ports, config.bindHost(), clock, LONGEST_REHEARSAL);
    shards.forEach(MediaShard::start);
    LOG.info(
        "media: {} loop(s), {} sockets, {} voice detection",
        shards.size(),
        network.name(),
        SpeechEdges.create(MediaLeg.RATE_HZ).detectorName());
  }

  @Override
  public Opening open(TenantId tenant, LegId leg, LegService service) {
    if (draining) {
      return new Opening.Failed(new Fault.Busy("media is draining", RETRY_AFTER_S));
    }
    PortPool.PortPair pair = ports.bind();
    if (pair == null) {
      return new Opening.Failed(
          new Fault.Busy("no RTP port is free: widen PARLEY_RTP_PORTS", RETRY_AFTER_S));
    }
    MediaShard shard = shards.get(Math.floorMod(leg.call().hashCode(), shards.size()));
    MediaLeg made =
        new MediaLeg(
            new LegIdentity(tenant, leg, service, pair.rtpPort()),
            pair.rtp(),
            pair.rtcp(),
            shard.sink(),
            shard.totals(),
            random,
            config.lineSilentAfter().toNanos());
    if (legs.putIfAbsent(leg, placed(made, shard)) != null) {
      giveBack(pair);
      return new Opening.Failed(new Fault.Refused("leg " + leg + " is open already"));
    }
    if (!shard.open(made)) {
      legs.remove(leg);
      giveBack(pair);
      return new Opening.Failed(new Fault.Busy("the media loop has no room", RETRY_AFTER_S));
    }
    return new Opening.Opened(config.bindHost().getHostAddress(), pair.rtpPort());
  }

  private Placed placed(MediaLeg leg, MediaShard shard) {
    PlayoutQueue speech = leg.speech();
    return new Placed(
        leg, shard, speech == null ? null : new SpeechDesk(leg, shard, speech, this::tape));
  }

  private @Nullable CallTape tape(LegIdentity leg, RecordCall order) {
    Recorder attached = recorder;
    return attached == null
        ? null
        : attached.begin(leg.tenant(), leg.leg().call(), MediaLeg.RATE_HZ, order);
  }

  @Override
  public Outcome order(LegId leg, SpeechOrder order) {
    Placed placed = legs.get(leg);
    return placed == null || placed.desk == null ? Outcome.GONE : placed.desk.order(order);
  }

  private void giveBack(PortPool.PortPair pair) {
    pair.rtp().close();
    pair.rtcp().close();
    ports.rest(pair.rtpPort());
  }

  @Override
  public void connect(LegId leg, Remote remote, boolean answered) {
    Placed placed = legs.get(leg);
    if (placed == null) {
      return;
    }
    if (remote.ptimeMs() < 10 || remote.ptimeMs() > 60 || remote.ptimeMs() % 10 != 0) {
      throw new IllegalArgumentException("packets of " + remote.ptimeMs() + " ms");
    }
    InetAddress host = InetAddress.ofLiteral(remote.host());
    if (config.bindHost() instanceof Inet4Address && host instanceof Inet6Address) {
      LOG.warn("leg {} has no audio: its far end is IPv6 and PARLEY_RTP_BIND is IPv4", leg);
      return;
    }
    InetSocketAddress farEnd = new InetSocketAddress(host, remote.port());
    if (!placed.shard.connect(placed.leg, farEnd, remote, answered)) {
      LOG.error("the media loop of {} takes no more orders: its far end is not set", leg);
    }
  }

  @Override
  public void close(LegId leg) {
    Placed placed = legs.remove(leg);
    if (placed != null && !placed.shard.close(placed.leg)) {
      LOG.error("the media loop of {} takes no more orders: it stays open", leg);
      legs.put(leg, placed);
    }
  }

  /** Refuses new legs from now on; those that are up go on. */
  public void drain() {
    draining = true;
  }

  /** Legs that are up. */
  public int legs() {
    return legs.size();
  }

  /** What was counted so far. */
  public MediaCounters counters() {
    List<LoopCounters> loops = shards.stream().map(MediaShard::counters).toList();
    return new MediaCounters(
        network.name(),
        ports.inUse(),
        ports.available(),
        total(MediaTotals.RECEIVED),
        total(MediaTotals.SENT),
        total(MediaTotals.SEND_FAILURES),
        total(MediaTotals.LOST),
        total(MediaTotals.LATE),
        total(MediaTotals.DUPLICATE),
        total(MediaTotals.FOREIGN),
        total(MediaTotals.MALFORMED),
        total(MediaTotals.PAUSES),
        total(MediaTotals.LEASES_EXPIRED),
        loops);
  }

  private long total(int which) {
    return shards.stream().mapToLong(shard -> shard.totals().get(which)).sum();
  }

  /** Ends all legs and threads. Idempotent. */
  @Override
  public void close() {
    draining = true;
    shards.forEach(MediaShard::close);
    legs.clear();
  }
}
