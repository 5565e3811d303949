package io.parley.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testsupport.Allocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReorderHoldTest {
  private static final long MS = 1_000_000;

  private final ReorderHold hold = new ReorderHold();
  private final byte[] payload = new byte[160];
  private long nowNs = 12345;

  private int offer(long seq) {
    payload[0] = (byte) seq;
    return hold.offer(seq, (int) (seq * 160), (int) seq + 7, payload, 0, 160, nowNs);
  }

  /** What leaves now: sequence numbers, those lost negated. */
  private List<Long> taken() {
    List<Long> out = new ArrayList<>();
    for (int what = hold.next(nowNs); what != ReorderHold.NOTHING; what = hold.next(nowNs)) {
      out.add(what == ReorderHold.PACKET ? hold.seq64() : -hold.seq64());
      if (what == ReorderHold.PACKET) {
        assertThat(hold.payload()[0]).isEqualTo((byte) hold.seq64());
        assertThat(hold.ts32()).isEqualTo((int) (hold.seq64() * 160));
        assertThat(hold.tag()).isEqualTo((int) hold.seq64() + 7);
        assertThat(hold.payloadBytes()).isEqualTo(160);
      }
    }
    return out;
  }

  @Test
  void passesPacketsInOrderAtOnce() {
    for (long seq = 100; seq < 200; seq++) {
      assertThat(offer(seq)).isEqualTo(ReorderHold.KEPT);
      assertThat(taken()).containsExactly(seq);
      assertThat(hold.arrivalNs()).isEqualTo(nowNs);
      nowNs += 20 * MS;
    }
    assertThat(hold.delivered()).isEqualTo(100);
    assertThat(hold.lost()).isZero();
  }

  @Test
  void waitsForAMissingPacketAndPutsItInPlace() {
    offer(100);
    taken();
    offer(102);
    assertThat(taken()).isEmpty();
    nowNs += 39 * MS;
    assertThat(taken()).isEmpty();
    offer(101);
    assertThat(taken()).containsExactly(101L, 102L);
    assertThat(hold.reordered()).isEqualTo(1);
    assertThat(hold.held()).isZero();
  }

  @Test
  void givesAPacketUpAfterTheHold() {
    offer(100);
    taken();
    offer(103);
    nowNs += 40 * MS;
    assertThat(taken()).containsExactly(-101L, -102L, 103L);
    assertThat(hold.lost()).isEqualTo(2);
    assertThat(offer(102)).isEqualTo(ReorderHold.LATE);
    assertThat(hold.late()).isEqualTo(1);
  }

  @Test
  void measuresTheHoldFromTheFirstPacketAfterTheGap() {
    offer(100);
    taken();
    offer(102);
    nowNs += 20 * MS;
    offer(104);
    nowNs += 20 * MS;
    assertThat(taken()).containsExactly(-101L, 102L);
    nowNs += 20 * MS;
    assertThat(taken()).containsExactly(-103L, 104L);
  }

  @Test
  void countsDuplicatesWaitingAndPassed() {
    offer(100);
    assertThat(offer(100)).isEqualTo(ReorderHold.DUPLICATE);
    taken();
    assertThat(offer(100)).isEqualTo(ReorderHold.DUPLICATE);
    assertThat(taken()).isEmpty();
    assertThat(hold.duplicates()).isEqualTo(2);
    assertThat(hold.late()).isZero();
  }

  @Test
  void refusesPayloadsTooLong() {
    assertThat(hold.offer(1, 0, 0, new byte[481], 0, 481, nowNs)).isEqualTo(ReorderHold.TOO_LONG);
    assertThat(hold.offer(1, 0, 0, new byte[481], 1, 480, nowNs)).isEqualTo(ReorderHold.KEPT);
  }

  @Test
  void jumpsOverAGapTooWideToConceal() {
    offer(100);
    taken();
    offer(102);
    offer(5000);
    assertThat(taken()).containsExactly(-101L, 102L, 5000L);
    offer(5001);
    assertThat(taken()).containsExactly(5001L);
    assertThat(hold.jumps()).isEqualTo(1);
    assertThat(hold.lost()).isEqualTo(1);
  }

  @Test
  void followsAStreamThatStartedAgainFurtherBack() {
    offer(5000);
    taken();
    assertThat(offer(100)).isEqualTo(ReorderHold.LATE);
    assertThat(offer(101)).isEqualTo(ReorderHold.LATE);
    assertThat(offer(102)).isEqualTo(ReorderHold.KEPT);
    assertThat(taken()).containsExactly(102L);
    offer(103);
    assertThat(taken()).containsExactly(103L);
  }

  @Test
  void startsAnewAfterAReset() {
    offer(5000);
    offer(5002);
    hold.reset();
    assertThat(taken()).isEmpty();
    offer(7);
    assertThat(taken()).containsExactly(7L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverReleasesOutOfOrderNorTwiceNorLosesSilently(long seed) {
    Random random = new Random(seed);
    int packets = 20_000;
    long[] due = new long[packets];
    Set<Long> offered = new HashSet<>();
    List<Long> arrivals = new ArrayList<>();
    for (int i = 0; i < packets; i++) {
      boolean lostOnTheWay = random.nextInt(40) == 0;
      due[i] = lostOnTheWay ? Long.MAX_VALUE : i * 20L + random.nextInt(70);
      if (!lostOnTheWay) {
        arrivals.add((long) i);
        if (random.nextInt(50) == 0) {
          arrivals.add((long) i);
        }
      }
    }
    arrivals.sort((a, b) -> Long.compare(due[a.intValue()], due[b.intValue()]));
    long last = -1;
    long out = 0;
    for (long seq : arrivals) {
      nowNs = due[(int) seq] * MS;
      if (offer(seq) == ReorderHold.KEPT) {
        assertThat(offered.add(seq)).isTrue();
      }
      for (long each : taken()) {
        long released = Math.abs(each);
        assertThat(released).as("seed %d", seed).isEqualTo(last < 0 ? released : last + 1);
        last = released;
        out += each >= 0 ? 1 : 0;
      }
    }
    nowNs += 1000 * MS;
    out += taken().stream().filter(each -> each >= 0).count();
    assertThat(out).isEqualTo(offered.size()).isEqualTo(hold.delivered());
    assertThat(hold.held()).isZero();
  }

  @Test
  void allocatesNothing() {
    Runnable work =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            long seq = hold.delivered() + hold.lost();
            hold.offer(seq + 1, 0, 0, payload, 0, 160, nowNs);
            hold.next(nowNs);
            if (i % 10 != 0) {
              hold.offer(seq, 0, 0, payload, 0, 160, nowNs);
            }
            nowNs += 40 * MS;
            while (hold.next(nowNs) != ReorderHold.NOTHING) {
              payload[1] = hold.payload()[2];
            }
          }
        };
    offer(0);
    taken();
    assertThat(Allocation.steadyBytesOf(work)).isZero();
  }
}
