package io.parley.sip.jain;

import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import io.parley.kernel.time.NanoClock;
import io.parley.sip.admit.SourceFilter;
import io.parley.sip.wire.ByeRequest;
import io.parley.sip.wire.SipInbox;
import io.parley.sip.wire.SipWire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.SipFactory;
import javax.sip.SipProvider;
import javax.sip.address.AddressFactory;
import org.jspecify.annotations.Nullable;

/**
 * The stack with our socket under it. {@link #open} once, {@link #close} once; sending is safe from
 * any thread in between.
 */
public final class JainStack implements SipWire, AutoCloseable {
  private static final long JOIN_MS = 1_000;

  private final Address address;
  private final SourceFilter sources;
  private final NanoClock clock;
  private final RandomGenerator random;
  private final WireTally tally = new WireTally();
  private @Nullable DatagramChannel channel;
  private volatile @Nullable SipStackImpl stack;
  private @Nullable Thread receiver;
  private volatile @Nullable ByeSender byes;

  /** Where to listen, and what peers are told. */
  public record Address(String host, int port, String sentBy) {}

  /** Wires only; nothing is opened. */
  public JainStack(Address address, SourceFilter sources, NanoClock clock, RandomGenerator random) {
    this.address = address;
    this.sources = sources;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Binds the socket and begins to receive. Throws {@link IOException} when the address cannot be
   * had; nothing is left open then.
   */
  public void open(SipInbox inbox) throws IOException {
    InetSocketAddress at = new InetSocketAddress(address.host(), address.port());
    DatagramChannel bound = DatagramChannel.open();
    channel = bound;
    try {
      bound.setOption(StandardSocketOptions.SO_RCVBUF, JainProperties.bufferBytes());
      bound.setOption(StandardSocketOptions.SO_SNDBUF, JainProperties.bufferBytes());
      bound.bind(at);
      start(bound, at, inbox);
    } catch (IOException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException("the SIP stack does not start: " + e.getMessage(), e);
    }
  }

  private void start(DatagramChannel bound, InetSocketAddress at, SipInbox inbox) throws Exception {
    SipStackImpl made = new SipStackImpl(JainProperties.of("parley-" + at.getPort()));
    stack = made;
    UdpPort[] port = new UdpPort[1];
    made.setMessageProcessorFactory((owner, ip, number, transport) -> {
      port[0] = new UdpPort(bound, owner, at, tally.sent);
      return port[0];
    });
    ListeningPoint listening = made.createListeningPoint(address.host(), address.port(), "udp");
    SipProvider provider = made.createSipProvider(listening);
    SipFactory factory = SipFactory.getInstance();
    factory.setPathName("gov.nist");
    AddressFactory addresses = factory.createAddressFactory();
    Replies replies =
        new Replies(addresses.createAddress("<sip:" + address.sentBy() + ">"), random.nextLong());
    provider.setAutomaticDialogSupportEnabled(false);
    provider.addSipListener(new JainListener(inbox, replies, tally));
    made.start();
    retire(made.getEventScanner());
    byes = new ByeSender(provider, addresses, address.sentBy(), random, tally);
    UdpReceiver loop =
        new UdpReceiver(
            new UdpReceiver.Parts(bound, port[0], sources, inbox, replies, clock, tally));
    receiver = Thread.ofPlatform().name("sip-udp").daemon(true).start(loop);
  }

  /**
   * Ends the stack's event thread. With a re-entrant listener it has nothing to do, and the stack
   * never ends it: a thread that is no daemon would keep the process alive.
   */
  private static void retire(EventScanner scanner) {
    scanner.forceStop();
    scanner.addEvent(new EventWrapper(new IOExceptionEvent(scanner, "", 0, "udp"), null));
  }

  @Override
  public void bye(ByeRequest bye, IntConsumer settled) {
    ByeSender sender = byes;
    if (sender == null) {
      settled.accept(503);
    } else {
      sender.send(bye, settled);
    }
  }

  /** Lets the stack log again after it has been muted; called now and then. */
  public static void unmute() {
    BoundedStackLogger.refill();
  }

  /** What passed the socket so far. */
  public WireCounters counters() {
    SipStackImpl made = stack;
    return tally.snapshot(
        made == null
            ? 0
            : made.getServerTransactionTableSize() + made.getClientTransactionTableSize());
  }

  /** Closes the socket and ends the stack's threads. Idempotent. */
  @Override
  public void close() throws IOException {
    byes = null;
    DatagramChannel open = channel;
    if (open != null) {
      open.close();
    }
    Thread running = receiver;
    if (running != null) {
      try {
        running.join(JOIN_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    SipStackImpl made = stack;
    stack = null;
    if (made != null) {
      made.stop();
    }
  }
}
