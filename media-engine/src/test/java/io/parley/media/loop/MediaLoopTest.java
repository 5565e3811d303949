package io.parley.media.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder.InterruptPolicy;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.LegService;
import io.parley.testsupport.Allocation;
import io.parley.testsupport.Signals;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shard with one leg on a manual clock. */
class MediaLoopTest {
  private static final double SILENT_DBFS = -50;

  private final SimulatedShard shard = new SimulatedShard(LegService.AGENT);

  private void connect() {
    shard.connect(Codec.PCMU, 20, Direction.SEND_RECV);
  }

  private static short[] quiet(int ms) {
    return Signals.white(ms, -70, 5);
  }

  private static short[] voice(int ms) {
    return Signals.voice(ms, Signals.VOICE_DBFS, 3);
  }

  private void monologue(int ms, InterruptPolicy policy) {
    shard.speech().begin(1, policy);
    short[] pcm = new short[ms * 8];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / 8000));
    }
    shard.speech().say(1, new Pcm(pcm, 8000));
    shard.speech().end(1);
  }

  /** Milliseconds from {@code fromMs} until the caller hears silence that lasts 60 ms. */
  private int silentAfterMs(int fromMs) {
    List<Short> heard = shard.heardByCaller();
    int quietRun = 0;
    for (int at = fromMs * 8; at < heard.size(); at++) {
      quietRun =
          Math.abs(heard.get(at)) > 32768 * Math.pow(10, SILENT_DBFS / 20) ? 0 : quietRun + 1;
      if (quietRun == 480) {
        return (at - 480) / 8 - fromMs;
      }
    }
    return Integer.MAX_VALUE;
  }

  @Test
  void tellsTheStartTheAudioAndTheEndOfSpeech() {
    connect();
    shard.say(quiet(1000));
    shard.say(voice(600));
    shard.say(quiet(1500));
    EdgeFact.SpeechStarted started = shard.told(EdgeFact.SpeechStarted.class).getFirst();
    assertThat(started.onsetNs() / 1_000_000).isBetween(980L, 1021L);
    assertThat(started.paused()).isEqualTo(UtteranceId.NONE);
    EdgeFact.SpeechEnded ended = shard.told(EdgeFact.SpeechEnded.class).getFirst();
    assertThat(ended.lastSpeechNs() / 1_000_000).isBetween(1540L, 1620L);
    long next = -1;
    int samples = 0;
    for (EdgeFact.CallerAudio audio : shard.told(EdgeFact.CallerAudio.class)) {
      assertThat(next < 0 || audio.firstSample() == next).isTrue();
      next = audio.firstSample() + audio.pcm().length();
      samples += audio.pcm().length();
    }
    assertThat(shard.told(EdgeFact.CallerAudio.class).getFirst().firstSample())
        .isLessThanOrEqualTo((1000 - 300) * 8);
    assertThat(samples).isGreaterThan((300 + 600) * 8);
    assertThat(shard.told().getLast().fact()).isInstanceOf(EdgeFact.SpeechEnded.class);
  }

  @Test
  void tellsTheEndAsSoonAsTheSetSilenceIsComplete() {
    connect();
    shard.leg().onListen(200);
    shard.say(quiet(1000));
    shard.say(voice(600));
    shard.say(quiet(1000));
    EdgeFact.SpeechEnded ended = shard.told(EdgeFact.SpeechEnded.class).getFirst();
    assertThat(shard.toldAtMs(EdgeFact.SpeechEnded.class) - ended.lastSpeechNs() / 1_000_000)
        .isBetween(198L, 201L);
  }

  @Test
  void endsSpeechWhenTheCallerStopsSending() {
    connect();
    shard.say(quiet(1000));
    shard.say(voice(600));
    shard.run(1200);
    assertThat(shard.told(EdgeFact.SpeechEnded.class)).hasSize(1);
    assertThat(shard.toldAtMs(EdgeFact.SpeechEnded.class)).isBetween(2200L, 2400L);
  }

  @Test
  void isSilentWithin110MillisecondsOfTheCallersOnset() {
    connect();
    monologue(5000, InterruptPolicy.OPEN);
    shard.say(quiet(1000));
    int onsetMs = (int) shard.nowMs();
    shard.say(voice(400));
    assertThat(silentAfterMs(onsetMs)).isLessThanOrEqualTo(110);
    EdgeFact.SpeechStarted started = shard.told(EdgeFact.SpeechStarted.class).getFirst();
    assertThat(started.paused()).isEqualTo(new UtteranceId(1));
    assertThat(started.heardMs()).isBetween(1000L, 1120L);
  }

  @Test
  void resumesByItselfAfter700MillisecondsAndLosesNoSample() {
    connect();
    monologue(3000, InterruptPolicy.OPEN);
    shard.say(quiet(1000));
    shard.say(voice(200));
    shard.say(quiet(4000));
    assertThat(shard.told(EdgeFact.UtteranceResumed.class))
        .containsExactly(new EdgeFact.UtteranceResumed(new UtteranceId(1), true));
    assertThat(shard.told(EdgeFact.UtteranceFinished.class))
        .containsExactly(new EdgeFact.UtteranceFinished(new UtteranceId(1), 3000));
  }

  @Test
  void leavesAProtectedUtteranceAloneAndSaysSo() {
    connect();
    monologue(3000, InterruptPolicy.PROTECTED);
    shard.say(quiet(1000));
    shard.say(voice(600));
    assertThat(shard.told(EdgeFact.SpeechStarted.class)).hasSize(1);
    assertThat(shard.told(EdgeFact.SpeechStarted.class).getFirst().paused())
        .isEqualTo(UtteranceId.NONE);
    shard.say(quiet(2000));
    assertThat(shard.told(EdgeFact.UtteranceFinished.class)).hasSize(1);
  }

  @Test
  void tellsThePauseOfSpeechThatWasTooShortAtFirst() {
    connect();
    monologue(5000, new InterruptPolicy(true, 0, 300));
    shard.say(quiet(1000));
    shard.say(voice(800));
    List<EdgeFact.SpeechStarted> started = shard.told(EdgeFact.SpeechStarted.class);
    assertThat(started).hasSize(2);
    assertThat(started.getFirst().paused()).isEqualTo(UtteranceId.NONE);
    assertThat(started.getLast().paused()).isEqualTo(new UtteranceId(1));
    assertThat(started.getLast().onsetNs()).isEqualTo(started.getFirst().onsetNs());
  }

  @Test
  void tellsKeysAndKeepsTheAudioAroundThemInOrder() {
    connect();
    shard.say(quiet(200));
    shard.press(7, 6);
    shard.say(quiet(200));
    assertThat(shard.told(EdgeFact.DigitPressed.class))
        .containsExactly(new EdgeFact.DigitPressed('7', 120));
    shard.close();
    shard.run(2);
    assertThat(shard.leg().meter().quality().lost()).isZero();
  }

  @Test
  void concealsWhatIsLostAndCountsWhatIsForeign() {
    connect();
    shard.say(quiet(200));
    shard.lose();
    shard.say(quiet(200));
    shard.foreign();
    shard.close();
    shard.run(2);
    assertThat(shard.leg().meter().quality().lost()).isEqualTo(1);
    assertThat(shard.leg().meter().quality().concealedMs()).isEqualTo(20);
    assertThat(shard.leg().meter().quality().foreign()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 40, 60})
  void echoesEveryOctetUnchangedWhateverThePacketsLength(int ptimeMs) {
    SimulatedShard echo = new SimulatedShard(LegService.ECHO);
    echo.connect(Codec.PCMU, 20, Direction.SEND_RECV);
    byte[] octets = new byte[8 * 3000];
    new Random(7).nextBytes(octets);
    echo.send(octets, ptimeMs);
    echo.run(300);
    String sent = new String(echo.sentOctets(), ISO_8859_1);
    assertThat(sent).contains(new String(octets, ISO_8859_1));
  }

  @Test
  void sendsEveryPtimeOnItsGrid() {
    for (int ptimeMs : new int[] {10, 20, 30, 40, 50, 60}) {
      SimulatedShard other = new SimulatedShard(LegService.MILLIWATT);
      other.connect(Codec.PCMU, ptimeMs, Direction.SEND_RECV);
      other.run(1200);
      assertThat(other.rtp().sent()).isEqualTo(1200 / ptimeMs);
      assertThat(other.rtp().lastSentLength()).isEqualTo(12 + 8 * ptimeMs);
    }
  }

  @Test
  void makesUpForASmallDelayAndNotForALongOne() {
    SimulatedShard other = new SimulatedShard(LegService.MILLIWATT);
    other.connect(Codec.PCMU, 20, Direction.SEND_RECV);
    other.run(20);
    long before = other.rtp().sent();
    other.loop().cycle(120_000_000);
    assertThat(other.rtp().sent() - before).isEqualTo(6);
    other.loop().cycle(60_000_000_000L);
    assertThat(other.rtp().sent() - before).isLessThan(20);
    assertThat(other.loop().meter().get(LoopMeter.STALLS)).isEqualTo(1);
  }

  @Test
  void dropsFramesAndKeepsFactsWhenNobodyReadsTheRing() {
    connect();
    shard.readsRing(false);
    shard.say(quiet(4800));
    shard.say(voice(2000));
    assertThat(shard.loop().meter().get(LoopMeter.FRAMES_DROPPED)).isPositive();
    assertThat(shard.told()).isEmpty();
    shard.readsRing(true);
    shard.say(quiet(100));
    assertThat(shard.told(EdgeFact.SpeechStarted.class)).hasSize(1);
    assertThat(shard.loop().meter().get(LoopMeter.FACTS_DROPPED)).isZero();
  }

  @Test
  void allocatesNothingPerPacketOnAnyService() {
    for (LegService service : LegService.values()) {
      boolean recorded = service != LegService.MILLIWATT;
      Soak soak = new Soak(service, recorded);
      soak.cycles(20_000);
      // What a compilation replaces in mid-run may cost a few bytes once; a path that allocates
      // does so in every round.
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 3; round++) {
        least = Math.min(least, Allocation.bytesDuring(() -> soak.cycles(10_000)));
      }
      assertThat(least).as(service.name()).isZero();
      assertThat(soak.sent()).isGreaterThanOrEqualTo(50_000);
      assertThat(soak.recorded()).isEqualTo(recorded ? soak.sent() : 0);
    }
  }
}
