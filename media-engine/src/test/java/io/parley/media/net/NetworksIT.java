package io.parley.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kinds of sockets, held to the same behaviour. */
class NetworksIT {
  private static final int PORT = 22900;

  static Stream<RtpNetwork> networks() {
    return Stream.of(new NativeNetwork(), new NioNetwork());
  }

  private static boolean becomesReady(RtpPoller poller) {
    long deadlineNs = NanoClock.SYSTEM.nowNs() + 2_000_000_000L;
    while (poller.poll() == 0) {
      if (deadlineNs - NanoClock.SYSTEM.nowNs() < 0) {
        return false;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }

  private static void exchange(RtpNetwork network, InetAddress host) throws IOException {
    RtpPoller poller = network.openPoller();
    RtpSocket here = network.bind(host, PORT);
    RtpSocket there = network.bind(host, PORT + 1);
    RtpSocket stranger = network.bind(host, PORT + 2);
    try {
      poller.add(here, 41);
      poller.add(there, 42);
      poller.add(stranger, 43);
      byte[] packet = {1, 2, 3, 4, 5};
      byte[] into = new byte[RtpSocket.MAX_DATAGRAM_BYTES];
      assertThat(poller.poll()).isZero();
      assertThat(here.receive(into)).isEqualTo(RtpSocket.NOTHING);
      assertThat(here.send(packet, 5)).isFalse();
      here.remote(new InetSocketAddress(host, PORT + 1));
      there.remote(new InetSocketAddress(host, PORT));
      stranger.remote(new InetSocketAddress(host, PORT));

      assertThat(there.send(packet, 5)).isTrue();
      assertThat(becomesReady(poller)).isTrue();
      assertThat(poller.token(0)).isEqualTo(41);
      assertThat(here.receive(into)).isEqualTo(5);
      assertThat(into).startsWith(1, 2, 3, 4, 5);
      assertThat(here.fromRemote()).isTrue();

      assertThat(stranger.send(packet, 3)).isTrue();
      assertThat(becomesReady(poller)).isTrue();
      assertThat(here.receive(into)).isEqualTo(3);
      assertThat(here.fromRemote()).isFalse();
      assertThat(here.receive(into)).isEqualTo(RtpSocket.NOTHING);
    } finally {
      here.close();
      there.close();
      stranger.close();
      here.close();
      poller.close();
    }
    assertThat(here.receive(new byte[16])).isEqualTo(RtpSocket.NOTHING);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void exchangeDatagramsAndTellStrangersApart(RtpNetwork network) throws IOException {
    exchange(network, InetAddress.ofLiteral("127.0.0.1"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void doTheSameOverIpVersion6(RtpNetwork network) throws IOException {
    exchange(network, InetAddress.ofLiteral("::1"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void refusePortsThatAreTaken(RtpNetwork network) throws IOException {
    RtpSocket first = network.bind(InetAddress.getLoopbackAddress(), PORT);
    try {
      assertThatThrownBy(() -> network.bind(InetAddress.getLoopbackAddress(), PORT))
          .isInstanceOf(IOException.class);
    } finally {
      first.close();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void knowsAPhoneOfThisMachineThatNamesAnotherOfItsAddressesByItsPort(RtpNetwork network)
      throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    RtpPoller poller = network.openPoller();
    RtpSocket here = network.bind(loopback, PORT);
    RtpSocket phone = network.bind(loopback, PORT + 1);
    RtpSocket stranger = network.bind(loopback, PORT + 2);
    try {
      poller.add(here, 41);
      poller.add(phone, 42);
      poller.add(stranger, 43);
      byte[] into = new byte[RtpSocket.MAX_DATAGRAM_BYTES];
      here.remote(new InetSocketAddress("192.0.2.77", PORT + 1));
      phone.remote(new InetSocketAddress(loopback, PORT));
      stranger.remote(new InetSocketAddress(loopback, PORT));
      assertThat(phone.send(new byte[] {1, 2, 3}, 3)).isTrue();
      assertThat(becomesReady(poller)).isTrue();
      assertThat(here.receive(into)).isEqualTo(3);
      assertThat(here.fromRemote()).isTrue();
      assertThat(stranger.send(new byte[] {1, 2, 3}, 3)).isTrue();
      assertThat(becomesReady(poller)).isTrue();
      assertThat(here.receive(into)).isEqualTo(3);
      assertThat(here.fromRemote()).isFalse();
    } finally {
      here.close();
      phone.close();
      stranger.close();
      poller.close();
    }
  }
}
