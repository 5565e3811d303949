package io.parley.loadtests.call;

import io.parley.loadtests.sip.CallerLeg;
import io.parley.loadtests.sip.LegSetup;
import io.parley.loadtests.sip.Sdp;
import io.parley.loadtests.sip.SipMessage;
import io.parley.loadtests.sip.Tokens;
import io.parley.loadtests.time.WireClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call from INVITE to BYE: SIP, RTP and the caller's script on one thread, which owns
 * everything here. Only {@link #abort} may come from another.
 */
final class PhoneCall implements AutoCloseable {
  private static final long SLOT_NS = 20_000_000L;
  private static final long MUTE_NS = 8_000_000_000L;

  private final CallOptions options;
  private final CallView view;
  private final Selector selector;
  private final DatagramChannel sip;
  private final Recorder recorder = new Recorder();
  private final AgentEar ear = new AgentEar();
  private final MediaLine line;
  private final CallScript script;
  private final Outgoing outgoing;
  private final CallerLeg leg;
  private final TranscriptPoller words;
  private final Narrator narrator;
  private final ByteBuffer datagram = ByteBuffer.allocate(65_535);
  private @Nullable Sdp followed;
  private long nextSlotNs;
  private boolean refusedByHost;
  private boolean rang;
  private volatile boolean aborted;

  PhoneCall(CallOptions options, List<Step> steps, CallView view) throws IOException {
    this.options = options;
    this.view = view;
    this.selector = Selector.open();
    this.sip = DatagramChannel.open();
    sip.configureBlocking(false);
    sip.connect(new InetSocketAddress(InetAddress.getByName(options.host()), options.port()));
    InetSocketAddress local = (InetSocketAddress) sip.getLocalAddress();
    this.line = new MediaLine(local.getAddress(), ear, recorder);
    sip.register(selector, SelectionKey.OP_READ);
    line.channel().register(selector, SelectionKey.OP_READ);
    this.script = new CallScript(steps, options.patience(), ear);
    this.outgoing = new Outgoing(line, script);
    String host = local.getAddress().getHostAddress();
    String callId = Tokens.next() + "@" + host;
    String offer = Sdp.g711(host, line.localPort(), options.payloadTypes(), "sendrecv");
    this.leg =
        new CallerLeg(
            new LegSetup(
                options.target(), host, local.getPort(), callId, offer, headers(options.headers())),
            this::send);
    this.words = new TranscriptPoller(options.api(), options.tokenFile(), callId);
    this.narrator = new Narrator(view, words, ear);
  }

  private static List<SipMessage.Header> headers(List<String> lines) {
    List<SipMessage.Header> out = new ArrayList<>();
    for (String text : lines) {
      String[] parts = text.split(":", 2);
      out.add(new SipMessage.Header(parts[0].strip(), parts[1].strip()));
    }
    return out;
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

  /** Holds the call to its end. */
  CallOutcome hold() throws IOException {
    leg.dial(WireClock.nowNs());
    while (leg.state() != CallerLeg.State.ENDED && !refusedByHost) {
      awaitWork();
      long nowNs = WireClock.nowNs();
      line.receive(nowNs);
      readSip(nowNs);
      leg.onTimer(nowNs);
      follow(nowNs);
      runSlots(nowNs);
      enforceLimits(nowNs);
    }
    if (leg.answeredNs() != 0) {
      words.close();
      narrator.atEnd(script.turns());
    }
    return outcome();
  }

  private void awaitWork() throws IOException {
    long dueNs = leg.nextTimerNs();
    if (nextSlotNs != 0) {
      dueNs = Math.min(dueNs, nextSlotNs);
    }
    long leftNs = Math.min(dueNs - WireClock.nowNs(), SLOT_NS);
    if (leftNs >= 1_000_000) {
      selector.select(leftNs / 1_000_000);
    } else {
      if (leftNs > 0) {
        WireClock.sleepUntil(dueNs);
      }
      selector.selectNow();
    }
    selector.selectedKeys().clear();
  }

  private void readSip(long nowNs) throws IOException {
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
      SipMessage message = SipMessage.parse(datagram.array(), datagram.position());
      if (message != null && message.callId().equals(leg.setup().callId())) {
        leg.onMessage(message, nowNs);
      }
    }
  }

  private void follow(long nowNs) {
    if (leg.state() == CallerLeg.State.RINGING && !rang) {
      rang = true;
      view.ringing();
    }
    Sdp remote = leg.remote();
    if (remote == null || remote.equals(followed)) {
      return;
    }
    followed = remote;
    line.follow(remote);
    if (nextSlotNs == 0) {
      nextSlotNs = nowNs;
      recorder.start(nowNs);
      script.onAnswered(nowNs);
      view.answered((leg.answeredNs() - leg.invitedNs()) / 1e6, line.codecName());
      words.start();
    }
  }

  private void runSlots(long nowNs) throws IOException {
    while (nextSlotNs != 0 && nowNs - nextSlotNs >= 0 && isTalking()) {
      nextSlotNs += SLOT_NS;
      switch (script.onTick(nowNs)) {
        case NEXT_STEP -> begin(script.begin(nowNs));
        case HANG_UP -> leg.hangUp(nowNs);
        case NOTHING -> {}
      }
      if (isTalking()) {
        outgoing.sendSlot(nowNs);
      }
      narrator.onSlot(script.turns(), leg.answeredNs(), nowNs);
    }
  }

  private void begin(Step step) {
    if (step instanceof Step.Keys && !line.takesEvents()) {
      view.note("the far end takes no telephone events: the keys are not sent");
    }
    narrator.onStep(step);
    outgoing.begin(step);
  }

  private boolean isTalking() {
    return leg.state() == CallerLeg.State.TALKING;
  }

  private void enforceLimits(long nowNs) {
    boolean answered = leg.answeredNs() != 0;
    long limitNs = (answered ? options.longest() : options.ring()).toNanos();
    long sinceNs = answered ? leg.answeredNs() : leg.invitedNs();
    boolean mute = isTalking() && line.firstReceivedNs() == 0 && nowNs - leg.answeredNs() > MUTE_NS;
    if (aborted || mute || nowNs - sinceNs > limitNs) {
      leg.hangUp(nowNs);
    }
  }

  private CallOutcome outcome() {
    boolean answered = leg.answeredNs() != 0;
    String failure = new Diagnosis(options, leg, line, refusedByHost, aborted).failure();
    return new CallOutcome(
        failure,
        leg.end(),
        leg.end() == CallerLeg.End.BY_AGENT ? "the agent hung up" : "you hung up",
        leg.status(),
        leg.setup().callId(),
        answered ? (leg.answeredNs() - leg.invitedNs()) / 1e6 : null,
        ear.firstAudioNs() == 0 ? null : (ear.firstAudioNs() - leg.answeredNs()) / 1e6,
        answered ? (leg.endedNs() - leg.answeredNs()) / 1e6 : 0,
        script.turns(),
        line.sent(),
        line.loss().received(),
        line.loss().lost());
  }

  Recorder recorder() {
    return recorder;
  }

  TranscriptPoller words() {
    return words;
  }

  /** Hangs up soon. Any thread. */
  void abort() {
    aborted = true;
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    line.close();
    sip.close();
    selector.close();
  }
}
