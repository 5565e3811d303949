package io.parley.media.vad;

import static io.parley.testsupport.Signals.VOICE_DBFS;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.dsp.HighPass;
import io.parley.media.dsp.NoiseGate;
import io.parley.testsupport.Allocation;
import io.parley.testsupport.Signals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechEdgesTest {
  private static final int RATE_HZ = Signals.RATE_HZ;
  private static final int FRAME = 160;

  private final HighPass highPass = new HighPass(RATE_HZ);
  private final NoiseGate gate = new NoiseGate(RATE_HZ);
  private final SpeechEdges edges = SpeechEdges.create(RATE_HZ);
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private int heardMs;

  /** Feeds a signal as a call does; times of edges are milliseconds of audio heard. */
  private SpeechEdgesTest hear(short[] signal, int frameSamples, boolean agentAudible) {
    short[] pcm = Signals.throughUlaw(signal);
    for (int at = 0; at + frameSamples <= pcm.length; at += frameSamples) {
      highPass.process(pcm, at, frameSamples);
      gate.process(pcm, at, frameSamples);
      int event = edges.onFrame(pcm, at, frameSamples, agentAudible);
      heardMs += frameSamples / 8;
      if (event == SpeechEdges.STARTED) {
        starts.add(heardMs);
      } else if (event == SpeechEdges.ENDED) {
        ends.add(heardMs);
      }
    }
    return this;
  }

  private SpeechEdgesTest hear(short[] signal) {
    return hear(signal, FRAME, false);
  }

  private SpeechEdgesTest hearOverAgent(short[] signal) {
    return hear(signal, FRAME, true);
  }

  private static short[] line(int ms, double dbfs) {
    return Signals.white(ms, dbfs, 99);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void startsWithTheFourthFrameOfAVoiceOverTheAgent(long seed) {
    hearOverAgent(line(1000, -70)).hearOverAgent(Signals.voice(400, VOICE_DBFS, seed));
    assertThat(starts).containsExactly(1080);
  }

  @Test
  void tellsWhenSpeechBegan() {
    hear(line(1000, -70));
    short[] voice = Signals.voice(80, VOICE_DBFS, 1);
    hear(voice);
    assertThat(edges.isSpeaking()).isTrue();
    assertThat(edges.framesSinceOnset()).isEqualTo(3);
    assertThat(edges.framesSinceLastSpeech()).isZero();
    assertThat(edges.levelDbfs()).isBetween(VOICE_DBFS - 6, VOICE_DBFS + 6);
  }

  @Test
  void endsAfterTheSetSilenceSinceTheLastFrameWithEnergy() {
    edges.setSilenceMs(200);
    hear(line(500, -70)).hear(Signals.voice(600, VOICE_DBFS, 1)).hear(Signals.silence(600));
    assertThat(ends).containsExactly(1300);
    assertThat(edges.framesSinceLastSpeech()).isEqualTo(10);
    assertThat(edges.speechMs()).isEqualTo(600);
  }

  @Test
  void takesAnotherSilenceAtAnyTime() {
    edges.setSilenceMs(1500);
    hear(line(500, -70)).hear(Signals.voice(600, VOICE_DBFS, 1)).hear(Signals.silence(400));
    assertThat(ends).isEmpty();
    edges.setSilenceMs(400);
    hear(Signals.silence(20));
    assertThat(ends).containsExactly(1520);
  }

  @Test
  void spansThePausesBetweenWords() {
    hear(line(500, -70)).hear(Signals.speech(4000, VOICE_DBFS, 4)).hear(line(1500, -70));
    assertThat(starts).hasSize(1);
    assertThat(ends).hasSize(1);
    assertThat(ends.getFirst()).isBetween(5100, 5240);
  }

  @Test
  void forgetsAClickSoon() {
    short[] click = Signals.white(100, -15, 3);
    hearOverAgent(line(1000, -70)).hearOverAgent(click).hearOverAgent(line(1000, -70));
    assertThat(ends).hasSameSizeAs(starts);
    assertThat(ends).allSatisfy(end -> assertThat(end).isLessThanOrEqualTo(1100 + 240));
  }

  @Test
  void ignoresASingleClick() {
    hearOverAgent(line(1000, -70)).hearOverAgent(Signals.white(10, -10, 3));
    hearOverAgent(line(1000, -70));
    assertThat(starts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"white", "pink", "hum", "babble"})
  void hearsNoVoiceInNoiseOverTheAgent(String kind) {
    hearOverAgent(noise(kind, 60_000, -45));
    assertThat(starts).hasSizeLessThanOrEqualTo(1);
  }

  private static short[] noise(String kind, int ms, double dbfs) {
    return switch (kind) {
      case "white" -> Signals.white(ms, dbfs, 1);
      case "pink" -> Signals.pink(ms, dbfs, 1);
      case "hum" -> Signals.hum(ms, dbfs);
      case "babble" -> Signals.babble(ms, dbfs, 1);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @ValueSource(doubles = {440, 1004, 2100})
  void hearsNoVoiceInATone(double hz) {
    hear(line(500, -70)).hear(Signals.tones(2000, -15, hz)).hear(line(500, -70));
    assertThat(starts).isEmpty();
  }

  @Test
  void hearsNoVoiceInADialTone() {
    hearOverAgent(Signals.tones(3000, -15, 350, 440));
    assertThat(starts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '5', '9', '0', '*', '#', 'A', 'D'})
  void hearsNoVoiceInKeys(char key) {
    for (int i = 0; i < 5; i++) {
      hearOverAgent(Signals.key(key, 65 + 20 * i, -12)).hearOverAgent(Signals.silence(73));
    }
    assertThat(starts).isEmpty();
  }

  @Test
  void cutsSpeechWithoutEndAfterFifteenSeconds() {
    hear(line(500, -70)).hear(Signals.speech(16_000, VOICE_DBFS, 2));
    assertThat(ends.getFirst()).isBetween(15_400, 15_600);
    assertThat(starts).hasSize(2);
  }

  @Test
  void endsWhenTheNetworkIsSilent() {
    edges.setSilenceMs(500);
    hear(line(500, -70)).hear(Signals.voice(600, VOICE_DBFS, 1));
    int frames = 0;
    while (edges.onMissing() != SpeechEdges.ENDED) {
      frames++;
    }
    assertThat(frames).isEqualTo(24);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 160, 240})
  void decidesAlikeForEveryFrameLength(int samples) {
    edges.setSilenceMs(300);
    hear(line(960, -70), samples, true);
    hear(Signals.voice(480, VOICE_DBFS, 1), samples, true);
    hear(Signals.silence(480), samples, true);
    assertThat(starts).hasSize(1);
    assertThat(starts.getFirst()).isBetween(1040, 1050);
    assertThat(ends.getFirst()).isBetween(1740, 1750);
  }

  @Test
  void allocatesNothing() {
    short[] pcm = Signals.speech(4000, VOICE_DBFS, 4);
    short[] quiet = Signals.white(4000, -60, 4);
    SpeechEdges fallback = new SpeechEdges(RATE_HZ, new AdaptiveEnergyDetector());
    Runnable work =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            short[] source = i / 200 % 2 == 0 ? pcm : quiet;
            edges.onFrame(source, i % 200 * FRAME, FRAME, false);
            fallback.onFrame(source, i % 200 * FRAME, FRAME, true);
          }
        };
    assertThat(Allocation.steadyBytesOf(work)).isZero();
  }

  @Test
  void listensWithTheWebRtcDetector() {
    assertThat(edges.detectorName()).isEqualTo("webrtc");
  }
}
