package io.parley.loadtests.load;

import io.parley.loadtests.sip.CallerLeg;
import io.parley.loadtests.sip.LegSetup;
import io.parley.loadtests.sip.Sdp;
import io.parley.loadtests.sip.SipMessage;
import io.parley.loadtests.sip.Tokens;
import io.parley.loadtests.stats.Percentiles;
import io.parley.loadtests.time.WireClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The signalling of all calls over one UDP socket. Owned by the main thread, which alternates
 * between dialling, waiting and hanging up; the audio is the media loop's.
 */
final class Callers implements AutoCloseable {
  private static final long LONGEST_WAIT_NS = 50_000_000L;

  private final LoadOptions options;
  private final MediaLoop media;
  private final List<Line> lines;
  private final DatagramChannel sip;
  private final Selector selector;
  private final InetSocketAddress local;
  private final ByteBuffer datagram = ByteBuffer.allocate(65_535);
  private final Map<String, Integer> byCallId = new HashMap<>();
  private final List<CallerLeg> legs = new ArrayList<>();
  private final boolean[] joined;
  private boolean hangingUp;
  private boolean refusedByHost;

  Callers(LoadOptions options, MediaLoop media, List<Line> lines) throws IOException {
    this.options = options;
    this.media = media;
    this.lines = List.copyOf(lines);
    this.joined = new boolean[lines.size()];
    this.selector = Selector.open();
    this.sip = DatagramChannel.open();
    sip.configureBlocking(false);
    sip.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 22);
    sip.connect(new InetSocketAddress(InetAddress.getByName(options.host()), options.port()));
    sip.register(selector, SelectionKey.OP_READ);
    this.local = (InetSocketAddress) sip.getLocalAddress();
  }

  /** The address this machine has towards the server. */
  static InetAddress localAddressTowards(String host, int port) throws IOException {
    try (DatagramChannel probe = DatagramChannel.open()) {
      probe.connect(new InetSocketAddress(InetAddress.getByName(host), port));
      return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
    }
  }

  /** Dials all lines at the rate; returns when each has been answered or has failed. */
  void dialAll() throws IOException {
    long startNs = WireClock.nowNs();
    while (legs.size() < lines.size() && !refusedByHost) {
      long dueNs = startNs + Math.round(legs.size() * 1e9 / options.rate());
      if (WireClock.nowNs() - dueNs >= 0) {
        dial(legs.size());
      }
      work(dueNs);
    }
    while (legs.stream().anyMatch(Callers::isPending) && !refusedByHost) {
      work(WireClock.nowNs() + LONGEST_WAIT_NS);
    }
  }

  private static boolean isPending(CallerLeg leg) {
    return leg.answeredNs() == 0 && leg.state() != CallerLeg.State.ENDED;
  }

  private void dial(int index) {
    String host = local.getAddress().getHostAddress();
    String callId = Tokens.next() + "@" + host;
    String offer = Sdp.g711(host, lines.get(index).localPort, List.of(0), "sendrecv");
    List<SipMessage.Header> extra = new ArrayList<>();
    for (String text : options.headers()) {
      String[] parts = text.split(":", 2);
      extra.add(new SipMessage.Header(parts[0].strip(), parts[parts.length - 1].strip()));
    }
    String target = "sip:" + options.number() + "@" + options.host() + ":" + options.port();
    CallerLeg leg =
        new CallerLeg(
            new LegSetup(target, host, local.getPort(), callId, offer, extra), this::send);
    byCallId.put(callId, index);
    legs.add(leg);
    leg.dial(WireClock.nowNs());
  }

  private void send(byte[] message) {
    try {
      sip.write(ByteBuffer.wrap(message));
    } catch (PortUnreachableException nobodyThere) {
      refusedByHost = true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Serves signalling until {@code untilNs} or until {@code enough} says so. */
  void serve(long untilNs, BooleanSupplier enough) throws IOException {
    while (WireClock.nowNs() - untilNs < 0 && !enough.getAsBoolean()) {
      work(untilNs);
    }
  }

  /** Hangs up all calls at 200 a second and waits until they have ended, 10 s at most. */
  void hangUpAll() throws IOException {
    hangingUp = true;
    long dueNs = WireClock.nowNs();
    for (int index = 0; index < legs.size(); index++) {
      media.order(new MediaLoop.Order.Hush(lines.get(index)));
      legs.get(index).hangUp(WireClock.nowNs());
      dueNs += 5_000_000L;
      serve(dueNs, () -> false);
    }
    serve(
        WireClock.nowNs() + 10_000_000_000L,
        () -> legs.stream().allMatch(leg -> leg.state() == CallerLeg.State.ENDED));
  }

  private void work(long dueNs) throws IOException {
    long nowNs = WireClock.nowNs();
    long leftNs = Math.min(dueNs - nowNs, LONGEST_WAIT_NS);
    if (leftNs > 0) {
      selector.select(Math.max(1, leftNs / 1_000_000));
      selector.selectedKeys().clear();
    }
    readAll();
    long afterNs = WireClock.nowNs();
    for (int index = 0; index < legs.size(); index++) {
      CallerLeg leg = legs.get(index);
      if (afterNs - leg.nextTimerNs() >= 0 && leg.nextTimerNs() != Long.MAX_VALUE) {
        leg.onTimer(afterNs);
      }
      if (isHeldLongEnough(leg, afterNs)) {
        media.order(new MediaLoop.Order.Hush(lines.get(index)));
        leg.hangUp(afterNs);
      }
    }
  }

  private boolean isHeldLongEnough(CallerLeg leg, long nowNs) {
    return options.hold().isPositive()
        && leg.state() == CallerLeg.State.TALKING
        && nowNs - leg.answeredNs() >= options.hold().toNanos();
  }

  private void readAll() throws IOException {
    while (true) {
      datagram.clear();
      try {
        if (sip.read(datagram) <= 0) {
          return;
        }
      } catch (PortUnreachableException nobodyThere) {
        refusedByHost = true;
        return;
      }
      long nowNs = WireClock.nowNs();
      SipMessage message = SipMessage.parse(datagram.array(), datagram.position());
      Integer index = message == null ? null : byCallId.get(message.callId());
      if (message != null && index != null) {
        legs.get(index).onMessage(message, nowNs);
        follow(index);
      }
    }
  }

  private void follow(int index) throws IOException {
    CallerLeg leg = legs.get(index);
    Sdp remote = leg.remote();
    boolean begins = leg.state() == CallerLeg.State.TALKING && !joined[index];
    if (begins && remote != null) {
      joined[index] = true;
      InetAddress host = InetAddress.getByName(remote.host());
      media.order(new MediaLoop.Order.Talk(lines.get(index), host, remote.port()));
    }
    if (leg.state() == CallerLeg.State.ENDED && !hangingUp && joined[index]) {
      media.order(new MediaLoop.Order.Hush(lines.get(index)));
    }
  }

  /** INVITE to 200, in milliseconds, of all answered calls. */
  Percentiles setupMs() {
    Percentiles setup = new Percentiles();
    for (CallerLeg leg : legs) {
      if (leg.answeredNs() != 0) {
        setup.add((leg.answeredNs() - leg.invitedNs()) / 1e6);
      }
    }
    return setup;
  }

  /** The Call-IDs of all answered calls, in the order they were placed. */
  List<String> answeredCallIds() {
    return legs.stream()
        .filter(leg -> leg.answeredNs() != 0)
        .map(leg -> leg.setup().callId())
        .toList();
  }

  int answered() {
    return (int) legs.stream().filter(leg -> leg.answeredNs() != 0).count();
  }

  /** Calls that are up. */
  int talking() {
    return (int) legs.stream().filter(l -> l.state() == CallerLeg.State.TALKING).count();
  }

  int retransmissions() {
    return legs.stream().mapToInt(CallerLeg::retransmissions).sum();
  }

  /** Why calls were not answered, with how many each. */
  Map<String, Integer> failures() {
    Map<String, Integer> reasons = new TreeMap<>();
    if (refusedByHost) {
      String place = options.host() + ":" + options.port() + "/udp";
      reasons.put("nothing listens at " + place + ": ./parley up", lines.size());
    }
    for (CallerLeg leg : legs) {
      if (leg.end() == CallerLeg.End.REFUSED) {
        reasons.merge(leg.status() + " " + leg.reason(), 1, Integer::sum);
      } else if (leg.end() == CallerLeg.End.NO_ANSWER) {
        reasons.merge("no answer", 1, Integer::sum);
      }
    }
    return reasons;
  }

  /** Calls that the agent ended although they were to go on. */
  int dropped() {
    return (int) legs.stream().filter(l -> l.end() == CallerLeg.End.BY_AGENT).count();
  }

  @Override
  public void close() throws IOException {
    sip.close();
    selector.close();
  }
}
