package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.audio.G711;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaEvent;
import io.parley.kernel.media.MediaPlane.Opening;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine with real sockets on loopback. */
class MediaEngineIT {
  private final Random random = new Random(7);
  private final LinkedBlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
  private final LegId leg = LegId.first(CallId.at(1, random));
  private MediaEngine engine;
  private int legPort;

  @BeforeEach
  void startEngine() throws IOException {
    engine =
        new MediaEngine(
            MediaConfig.of(InetAddress.getLoopbackAddress(), "22000-22199", 2),
            NanoClock.SYSTEM,
            new EdgeDesk());
    engine.attach(events::add);
    engine.start();
  }

  @AfterEach
  void stopEngine() {
    engine.close();
  }

  @Test
  void closesQuietlyWhenItsServerNeverCameToStartIt() throws IOException {
    MediaEngine unstarted =
        new MediaEngine(
            MediaConfig.of(InetAddress.getLoopbackAddress(), "22200-22203", 2),
            NanoClock.SYSTEM,
            new EdgeDesk());
    unstarted.close();
    unstarted.close();
    assertThat(unstarted.legs()).isZero();
  }

  private RtpPeer connect(LegService service, Codec codec, int ptimeMs) throws IOException {
    Opening opening = engine.open(TenantId.DEFAULT, leg, service);
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    legPort = ((Opening.Opened) opening).rtpPort();
    RtpPeer peer = new RtpPeer(legPort);
    engine.connect(
        leg, new Remote("127.0.0.1", peer.port(), codec, ptimeMs, 101, Direction.SEND_RECV), true);
    return peer;
  }

  private List<byte[]> noise(int packets, int bytes) {
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < packets; i++) {
      byte[] payload = new byte[bytes];
      random.nextBytes(payload);
      payloads.add(payload);
    }
    return payloads;
  }

  /**
   * A busy machine may make the echo's delay line run dry; what it echoes is whole all the same.
   */
  @Test
  void echoesPacketsUnchangedAndInOrder() throws IOException {
    try (RtpPeer peer = connect(LegService.ECHO, Codec.PCMU, 20)) {
      List<byte[]> spoken = noise(80, 160);
      peer.talk(spoken);
      peer.readUntil(() -> false, 300);
      int next = 0;
      int echoed = 0;
      for (byte[] packet : peer.received()) {
        byte[] payload = Arrays.copyOfRange(packet, 12, packet.length);
        for (int i = next; i < spoken.size(); i++) {
          if (Arrays.equals(spoken.get(i), payload)) {
            next = i + 1;
            echoed++;
          }
        }
      }
      assertThat(echoed).isGreaterThanOrEqualTo(70);
    }
  }

  @Test
  void countsUpSequenceAndTimestampOfWhatItSends() throws IOException {
    try (RtpPeer peer = connect(LegService.MILLIWATT, Codec.PCMA, 20)) {
      assertThat(peer.readUntil(() -> peer.received().size() >= 50, 3000)).isTrue();
      List<byte[]> packets = peer.received();
      for (int i = 1; i < packets.size(); i++) {
        assertThat(number(packets.get(i), 2, 2))
            .isEqualTo((number(packets.get(i - 1), 2, 2) + 1) & 0xffff);
        assertThat((int) number(packets.get(i), 4, 4))
            .isEqualTo((int) number(packets.get(i - 1), 4, 4) + 160);
        assertThat(packets.get(i)).hasSize(172);
      }
    }
  }

  private static long number(byte[] packet, int offset, int octets) {
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = (value << 8) | (packet[offset + i] & 0xff);
    }
    return value;
  }

  @Test
  void soundsTheMilliwattAtZeroDbm0() throws IOException {
    try (RtpPeer peer = connect(LegService.MILLIWATT, Codec.PCMU, 30)) {
      assertThat(peer.readUntil(() -> peer.received().size() >= 40, 3000)).isTrue();
      byte[] audio = peer.audio();
      double power = 0;
      int crossings = 0;
      for (int i = 0; i < 8000; i++) {
        double sample = G711.ulawToLinear(audio[i]);
        power += sample * sample;
        crossings += i > 0 && G711.ulawToLinear(audio[i - 1]) < 0 && sample >= 0 ? 1 : 0;
      }
      double levelDbm0 = 10 * Math.log10(power / 8000 / (32124.0 * 32124 / 2)) + 3.17;
      assertThat(levelDbm0).isBetween(-0.1, 0.1);
      assertThat(crossings).isBetween(1003, 1005);
    }
  }

  @Test
  void dropsAndCountsPacketsFromForeignSources() throws Exception {
    try (RtpPeer peer = connect(LegService.ECHO, Codec.PCMU, 20);
        RtpPeer stranger = new RtpPeer(legPort)) {
      peer.talk(noise(5, 160));
      for (byte[] payload : noise(10, 160)) {
        stranger.send(payload);
      }
      peer.talk(noise(5, 160));
      stranger.read();
      assertThat(stranger.received()).isEmpty();
    }
    engine.close(leg);
    MediaEvent event = events.poll(5, TimeUnit.SECONDS);
    assertThat(event).isInstanceOf(MediaEvent.LegClosed.class);
    assertThat(((MediaEvent.LegClosed) event).quality().foreign()).isEqualTo(10);
    assertThat(((MediaEvent.LegClosed) event).quality().packetsReceived()).isEqualTo(10);
    assertThat(engine.counters().foreign()).isEqualTo(10);
    assertThat(engine.counters().portsInUse()).isZero();
  }

  @Test
  void sendsNothingBeforeTheAnswerAndNothingOnHold() throws IOException {
    Opening opening = engine.open(TenantId.DEFAULT, leg, LegService.MILLIWATT);
    try (RtpPeer peer = new RtpPeer(((Opening.Opened) opening).rtpPort())) {
      Remote active = new Remote("127.0.0.1", peer.port(), Codec.PCMU, 20, -1, Direction.SEND_RECV);
      engine.connect(leg, active, false);
      peer.readUntil(() -> false, 200);
      assertThat(peer.received()).isEmpty();
      engine.connect(leg, active, true);
      assertThat(peer.readUntil(() -> peer.received().size() > 3, 2000)).isTrue();
      engine.connect(
          leg, new Remote("127.0.0.1", peer.port(), Codec.PCMU, 20, -1, Direction.RECV_ONLY), true);
      peer.readUntil(() -> false, 100);
      int before = peer.received().size();
      peer.readUntil(() -> false, 200);
      assertThat(peer.received()).hasSize(before);
    }
  }

  @Test
  void allocatesNextToNothingPerPacketOnTheLoopsThread() throws IOException {
    try (RtpPeer peer = connect(LegService.ECHO, Codec.PCMU, 20)) {
      List<byte[]> spoken = noise(1, 160);
      for (int i = 0; i < 20_000; i++) {
        peer.send(spoken.getFirst());
        if (i % 8 == 7) {
          peer.readUntil(() -> false, 1);
        }
      }
      long bytes = engine.counters().loops().getFirst().allocatedBytes();
      long packets = engine.counters().packetsReceived() + engine.counters().packetsSent();
      for (int i = 0; i < 20_000; i++) {
        peer.send(spoken.getFirst());
        if (i % 8 == 7) {
          peer.readUntil(() -> false, 1);
        }
      }
      double perPacket =
          (double) (engine.counters().loops().getFirst().allocatedBytes() - bytes)
              / (engine.counters().packetsReceived() + engine.counters().packetsSent() - packets);
      assertThat(perPacket).isLessThan(0.1);
    }
  }

  @Test
  void reportsALineThatFellSilent() throws Exception {
    engine.close();
    engine =
        new MediaEngine(
            MediaConfig.of(InetAddress.getLoopbackAddress(), "22000-22199", 2)
                .tellingSilenceAfter(Duration.ofSeconds(1)),
            NanoClock.SYSTEM,
            new EdgeDesk());
    engine.attach(events::add);
    engine.start();
    try (RtpPeer peer = connect(LegService.ECHO, Codec.PCMU, 20)) {
      peer.talk(noise(5, 160));
      MediaEvent event = events.poll(5, TimeUnit.SECONDS);
      assertThat(event).isInstanceOf(MediaEvent.LineSilent.class);
      assertThat(((MediaEvent.LineSilent) event).silentMs()).isGreaterThanOrEqualTo(1000);
      assertThat(events.poll(1500, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  @Test
  void refusesLegsWhenNoPortIsFreeOrWhileItDrains() {
    // Another program may hold some of the hundred pairs of this range; what counts is the end.
    int opened = 0;
    while (engine.open(TenantId.DEFAULT, LegId.first(CallId.at(opened, random)), LegService.ECHO)
        instanceof Opening.Opened) {
      opened++;
    }
    assertThat(opened).isBetween(1, 100);
    assertThat(engine.open(TenantId.DEFAULT, leg, LegService.ECHO))
        .isInstanceOf(Opening.Failed.class);
    engine.drain();
    assertThat(engine.open(TenantId.DEFAULT, leg, LegService.ECHO))
        .isInstanceOf(Opening.Failed.class);
    assertThat(engine.legs()).isEqualTo(opened);
  }
}
