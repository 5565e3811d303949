package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.link.EdgeSide.Outcome;
import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaPlane.Opening;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.recording.RecordingSpool;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.time.NanoClock;
import io.parley.media.codec.G711Codec;
import io.parley.media.record.Recorder;
import io.parley.media.record.RecorderConfig;
import io.parley.testsupport.Signals;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent and a caller on the two ends of the engine, with real sockets and threads. */
class AgentLegIT {
  private static final UtteranceId FIRST = new UtteranceId(1);

  @TempDir Path folder;
  private final CallId call = CallId.at(1, new Random(11));
  private final LegId leg = LegId.first(call);
  private final EdgeDesk desk = new EdgeDesk();
  private final List<EdgeEvent> told = new CopyOnWriteArrayList<>();
  private MediaEngine engine;
  private RtpPeer caller;
  private long orders;

  @BeforeEach
  void answerACall() throws IOException {
    engine =
        new MediaEngine(
            MediaConfig.of(InetAddress.getLoopbackAddress(), "22200-22399", 2),
            NanoClock.SYSTEM,
            desk);
    desk.attach(told::add, (l, o) -> Outcome.GONE, engine);
    engine.start();
    Opening opening = engine.open(TenantId.DEFAULT, leg, LegService.AGENT);
    caller = new RtpPeer(((Opening.Opened) opening).rtpPort());
    desk.publish(
        TenantId.DEFAULT,
        leg,
        NanoClock.SYSTEM.nowNs(),
        new EdgeFact.CallOffered(
            new AgentRef("tutor", 1), "1000", "me", "", "x", 8000, Map.of(), true));
    engine.connect(
        leg,
        new Remote("127.0.0.1", caller.port(), Codec.PCMU, 20, 101, Direction.SEND_RECV),
        true);
  }

  @AfterEach
  void hangUp() throws IOException {
    caller.close();
    engine.close();
  }

  private Outcome order(AgentOrder.SpeechOrder order) {
    return desk.order(new AgentOrder(call, leg, ++orders, order));
  }

  private static List<byte[]> packets(short[] pcm) {
    List<byte[]> packets = new ArrayList<>();
    for (int at = 0; at + 160 <= pcm.length; at += 160) {
      byte[] packet = new byte[160];
      G711Codec.encode(Codec.PCMU, pcm, at, 160, packet, 0);
      packets.add(packet);
    }
    return packets;
  }

  private <F extends EdgeFact> List<F> told(Class<F> kind) {
    return told.stream().map(EdgeEvent::fact).filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void playsWhatTheAgentSaysToTheLastSample() throws IOException {
    short[] speech = Signals.throughUlaw(Signals.speech(600, -20, 4));
    order(new AgentOrder.BeginUtterance(FIRST, AgentOrder.InterruptPolicy.OPEN));
    assertThat(order(new AgentOrder.Say(FIRST, new Pcm(speech, 8000)))).isEqualTo(Outcome.TAKEN);
    order(new AgentOrder.EndUtterance(FIRST));
    assertThat(caller.readUntil(() -> !told(EdgeFact.UtteranceFinished.class).isEmpty(), 5000))
        .isTrue();
    caller.readUntil(() -> false, 50);
    assertThat(told(EdgeFact.UtteranceFinished.class))
        .containsExactly(new EdgeFact.UtteranceFinished(FIRST, 600));
    byte[] expected = new byte[speech.length];
    G711Codec.encode(Codec.PCMU, speech, 0, speech.length, expected, 0);
    assertThat(caller.audio()).containsSequence(expected);
  }

  @Test
  void pausesForTheCallerAndGoesOnWhenTold() throws IOException {
    order(new AgentOrder.Listen(new AgentOrder.ListenProfile(200)));
    order(new AgentOrder.BeginUtterance(FIRST, AgentOrder.InterruptPolicy.OPEN));
    order(new AgentOrder.Say(FIRST, new Pcm(Signals.speech(5000, -20, 4), 8000)));
    order(new AgentOrder.EndUtterance(FIRST));
    assertThat(order(new AgentOrder.Say(FIRST, new Pcm(new short[160], 8000))))
        .isEqualTo(Outcome.GONE);
    caller.talk(packets(Signals.white(600, -70, 1)));
    caller.talk(packets(Signals.voice(300, Signals.VOICE_DBFS, 2)));
    assertThat(caller.readUntil(() -> !told(EdgeFact.SpeechStarted.class).isEmpty(), 2000))
        .isTrue();
    assertThat(told(EdgeFact.SpeechStarted.class).getFirst().paused()).isEqualTo(FIRST);
    assertThat(told(EdgeFact.CallerAudio.class)).isNotEmpty();
    assertThat(order(new AgentOrder.ResumeUtterance(FIRST))).isEqualTo(Outcome.TAKEN);
    caller.talk(packets(Signals.white(600, -70, 1)));
    assertThat(caller.readUntil(() -> !told(EdgeFact.UtteranceResumed.class).isEmpty(), 2000))
        .isTrue();
    assertThat(caller.readUntil(() -> !told(EdgeFact.SpeechEnded.class).isEmpty(), 2000)).isTrue();
    order(new AgentOrder.AbandonUtterance(FIRST));
    assertThat(caller.readUntil(() -> !told(EdgeFact.UtteranceCut.class).isEmpty(), 2000)).isTrue();
    assertThat(engine.counters().pauses()).isPositive();
  }

  @Test
  void recordsACallFromTheOrderToItsEnd() throws IOException {
    AtomicInteger finished = new AtomicInteger();
    Recorder recorder =
        new Recorder(
            RecorderConfig.of(folder, 1 << 20), NanoClock.SYSTEM, finished::incrementAndGet);
    recorder.start();
    try (recorder) {
      assertThat(order(new AgentOrder.RecordCall(0, 7))).isEqualTo(Outcome.FULL);
      engine.recordWith(recorder);
      assertThat(order(new AgentOrder.RecordCall(NanoClock.SYSTEM.nowNs(), 7)))
          .isEqualTo(Outcome.TAKEN);
      short[] speech = Signals.throughUlaw(Signals.speech(400, -20, 4));
      order(new AgentOrder.BeginUtterance(FIRST, AgentOrder.InterruptPolicy.PROTECTED));
      order(new AgentOrder.Say(FIRST, new Pcm(speech, 8000)));
      order(new AgentOrder.EndUtterance(FIRST));
      short[] said = Signals.throughUlaw(Signals.voice(500, Signals.VOICE_DBFS, 2));
      caller.talk(packets(said));
      caller.readUntil(() -> !told(EdgeFact.UtteranceFinished.class).isEmpty(), 2000);
      caller.readUntil(() -> false, 150);
      engine.close(leg);
      Awaitility.await().until(() -> finished.get() == 1);
      ByteBuffer file =
          ByteBuffer.wrap(Files.readAllBytes(new RecordingSpool(folder).sound(call)))
              .order(ByteOrder.LITTLE_ENDIAN);
      assertThat(side(file, 0)).containsSequence(said);
      assertThat(side(file, 1)).containsSequence(speech);
    }
  }

  private static short[] side(ByteBuffer wav, int channel) {
    short[] samples = new short[(wav.limit() - 44) / 4];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = wav.getShort(44 + 4 * i + 2 * channel);
    }
    return samples;
  }

  @Test
  void refusesOrdersForALegThatIsClosed() {
    engine.close(leg);
    assertThat(order(new AgentOrder.Listen(new AgentOrder.ListenProfile(200))))
        .isEqualTo(Outcome.GONE);
  }
}
