package io.parley.media.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.link.EdgeFact.CallerAudio;
import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaQuality;
import io.parley.media.codec.G711Codec;
import io.parley.media.rtp.RtpHeader;
import io.parley.testsupport.Signals;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A leg on a network that loses, doubles and swaps packets, from a seed. */
class BadNetworkTest {
  private static final int PACKETS = 400;

  private static byte[][] packets(long seed) {
    short[] pcm =
        Signals.joined(
            Signals.white(2000, -70, seed),
            Signals.speech(4000, Signals.VOICE_DBFS, seed),
            Signals.white(2000, -70, seed));
    byte[][] packets = new byte[PACKETS][160];
    for (int i = 0; i < PACKETS; i++) {
      G711Codec.encode(Codec.PCMU, pcm, i * 160, 160, packets[i], 0);
    }
    return packets;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void keepsAudioInOrderAndItsCountsTrue(long seed) {
    Random random = new Random(seed);
    SimulatedShard shard = new SimulatedShard(LegService.AGENT);
    shard.connect(Codec.PCMU, 20, Direction.SEND_RECV);
    byte[][] packets = packets(seed);
    int lost = 0;
    int doubled = 0;
    int number = 0;
    int delivered = 0;
    while (number < PACKETS) {
      int fate = number < 5 || number > PACKETS - 5 ? 99 : random.nextInt(100);
      if (fate < 5) {
        lost++;
        number++;
        shard.run(20);
      } else if (fate < 10) {
        doubled++;
        shard.deliver(number, packets[number]);
        shard.deliver(number, packets[number]);
        number++;
        delivered++;
        shard.run(18);
      } else if (fate < 20) {
        shard.deliver(number + 1, packets[number + 1]);
        shard.deliver(number, packets[number]);
        number += 2;
        delivered += 2;
        shard.run(38);
      } else {
        shard.deliver(number, packets[number]);
        number++;
        delivered++;
        shard.run(19);
      }
    }
    shard.close();
    shard.run(2);

    MediaQuality quality = shard.leg().meter().quality();
    assertThat(quality.packetsReceived()).isEqualTo(delivered + doubled);
    assertThat(quality.lost()).isEqualTo(lost);
    assertThat(quality.duplicate()).isEqualTo(doubled);
    assertThat(quality.late()).isZero();
    assertThat(quality.concealedMs()).isEqualTo(lost * 20L);
    long next = 0;
    for (CallerAudio audio : shard.told(CallerAudio.class)) {
      assertThat(audio.firstSample()).isGreaterThanOrEqualTo(next);
      next = audio.firstSample() + audio.pcm().length();
    }
    assertThat(next).isPositive().isLessThanOrEqualTo(PACKETS * 160L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void survivesDatagramsOfAnyContent(long seed) {
    Random random = new Random(seed);
    for (LegService service : LegService.values()) {
      SimulatedShard shard = new SimulatedShard(service);
      shard.connect(Codec.PCMA, 20, Direction.SEND_RECV);
      byte[] datagram = new byte[1500];
      for (int i = 0; i < 20_000; i++) {
        random.nextBytes(datagram);
        int length = random.nextInt(datagram.length);
        if (random.nextBoolean()) {
          int[] types = {8, 101, 0, 13};
          RtpHeader.write(
              datagram, false, types[i % 4], random.nextInt(), random.nextInt(), i / 1000);
        }
        shard.rtp().deliver(datagram, length, true);
        shard.tick();
      }
      assertThat(shard.loop().meter().get(LoopMeter.LEG_FAULTS)).isZero();
      assertThat(shard.rtp().sent()).isEqualTo(1000);
    }
  }
}
