package io.parley.media.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.link.AgentOrder.InterruptPolicy;
import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.LegService;
import io.parley.media.codec.G711Codec;
import io.parley.media.path.LegTape;
import io.parley.media.record.CallTape;
import io.parley.media.record.TapeReader;
import io.parley.testsupport.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is on the tape of a leg that is recorded, against what went over the wire. */
class RecordedLegTest {
  private final SimulatedShard shard = new SimulatedShard(LegService.AGENT);
  private final CallTape tape = new CallTape();
  private final TapeReader reader = new TapeReader(tape);

  @BeforeEach
  void record() {
    shard.leg().onRecord(new LegTape(tape, 8000));
  }

  private void connect(int ptimeMs, Direction direction) {
    shard.connect(Codec.PCMU, ptimeMs, direction);
  }

  private void speak(short[] pcm) {
    shard.speech().begin(1, InterruptPolicy.PROTECTED);
    shard.speech().say(1, new Pcm(pcm, 8000));
    shard.speech().end(1);
  }

  @Test
  void rightIsWhatWasPlayedSampleBySample() {
    connect(20, Direction.SEND_RECV);
    speak(Signals.voice(300, -20, 3));
    for (int i = 0; i < 20; i++) {
      shard.say(Signals.white(40, -60, 9));
      reader.read();
    }
    List<Short> played = shard.heardByCaller();
    List<Short> right = reader.right();
    assertThat(right).hasSizeGreaterThanOrEqualTo(played.size() - 160);
    short[] companded = array(right.subList(0, played.size() - 160));
    byte[] octets = new byte[companded.length];
    G711Codec.encode(Codec.PCMU, companded, 0, octets.length, octets, 0);
    G711Codec.decode(Codec.PCMU, octets, 0, octets.length, companded, 0);
    assertThat(Arrays.mismatch(companded, array(played.subList(0, played.size() - 160))))
        .isEqualTo(-1);
  }

  @Test
  void leftIsWhatTheCallerSaidUnchangedAndLateByTheDelayLineOnly() {
    connect(20, Direction.SEND_RECV);
    short[] said = Signals.throughUlaw(Signals.voice(600, Signals.VOICE_DBFS, 2));
    for (int at = 0; at < said.length; at += 160) {
      shard.say(Arrays.copyOfRange(said, at, at + 160));
      reader.read();
    }
    shard.run(100);
    reader.read();
    List<Short> left = reader.left();
    short[] heard = array(left);
    assertThat(heard).containsSequence(said);
    int lateMs = (firstSound(heard) - firstSound(said)) / 8;
    assertThat(lateMs).isBetween(0, 100);
  }

  @Test
  void holdIsSilenceOnBothSidesAndTheClockGoesOn() {
    connect(20, Direction.SEND_RECV);
    shard.say(Signals.voice(200, Signals.VOICE_DBFS, 2));
    connect(20, Direction.INACTIVE);
    reader.read();
    long before = reader.nextSample();
    reader.clear();
    shard.run(400);
    reader.read();
    assertThat(reader.nextSample() - before).isBetween(3040L, 3360L);
    assertThat(reader.right()).containsOnly((short) 0);
    assertThat(reader.left().subList(800, reader.left().size())).containsOnly((short) 0);
  }

  @Test
  void everyPacketLengthIsCutIntoFramesInOrder() {
    for (int ptimeMs : new int[] {10, 20, 30, 60}) {
      SimulatedShard other = new SimulatedShard(LegService.AGENT);
      CallTape own = new CallTape();
      other.leg().onRecord(new LegTape(own, 8000));
      other.connect(Codec.PCMU, ptimeMs, Direction.SEND_RECV);
      other.run(610);
      TapeReader frames = new TapeReader(own);
      frames.read();
      assertThat(frames.gaps()).as(ptimeMs + " ms").isZero();
      assertThat(frames.nextSample()).as(ptimeMs + " ms").isCloseTo(4880L, within(8L * ptimeMs));
    }
  }

  @Test
  void loopThatWasHeldUpLeavesAGapAndIsOnTimeAgain() {
    connect(20, Direction.SEND_RECV);
    shard.run(100);
    shard.loop().cycle(10_000_000_000L);
    shard.loop().cycle(10_021_000_000L);
    shard.loop().cycle(10_042_000_000L);
    shard.run(1);
    reader.read();
    assertThat(reader.gaps()).isEqualTo(1);
    assertThat(reader.nextSample()).isBetween(79_900L, 80_500L);
  }

  @Test
  void closedLegEndsItsTapeAndASecondTapeIsNotUsed() {
    connect(20, Direction.SEND_RECV);
    CallTape second = new CallTape();
    shard.leg().onRecord(new LegTape(second, 8000));
    assertThat(TapeReader.isEnded(second)).isTrue();
    shard.run(40);
    assertThat(TapeReader.isEnded(tape)).isFalse();
    shard.close();
    shard.run(2);
    assertThat(TapeReader.isEnded(tape)).isTrue();
    CallTape late = new CallTape();
    shard.leg().onRecord(new LegTape(late, 8000));
    assertThat(TapeReader.isEnded(late)).isTrue();
  }

  private static int firstSound(short[] pcm) {
    int at = 0;
    while (pcm[at] == 0) {
      at++;
    }
    return at;
  }

  private static short[] array(List<Short> samples) {
    List<Short> copy = new ArrayList<>(samples);
    short[] all = new short[copy.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = copy.get(i);
    }
    return all;
  }
}
