package io.parley.sip.strand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StrandsTest {
  private static final int SIGNALS = 2000;

  @Test
  void handlesTheSignalsOfAStrandOneAfterAnotherAndInOrder() throws InterruptedException {
    try (Strands strands = new Strands(4)) {
      List<Integer> seen = new ArrayList<>();
      AtomicInteger inside = new AtomicInteger();
      AtomicInteger overlaps = new AtomicInteger();
      CountDownLatch done = new CountDownLatch(SIGNALS);
      Strands.Strand<Integer> strand =
          strands.strand(signal -> {
            overlaps.addAndGet(inside.getAndIncrement());
            seen.add(signal);
            inside.decrementAndGet();
            done.countDown();
          });
      for (int i = 0; i < SIGNALS; i++) {
        while (!strand.offer(i)) {
          Thread.onSpinWait();
        }
      }
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(overlaps).hasValue(0);
      assertThat(seen).hasSize(SIGNALS).isSorted();
    }
  }

  @Test
  void dropsAndCountsWhatDoesNotFitButKeepsRoomForTheEnd() throws InterruptedException {
    try (Strands strands = new Strands(1)) {
      CountDownLatch gate = new CountDownLatch(1);
      CountDownLatch entered = new CountDownLatch(1);
      Strands.Strand<String> strand =
          strands.strand(signal -> {
            entered.countDown();
            awaitQuietly(gate);
          });
      strand.offer("first");
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 64; i++) {
        assertThat(strand.offer("filling")).isTrue();
      }
      assertThat(strand.offer("too much")).isFalse();
      assertThat(strand.offerTerminal("bye")).isTrue();
      assertThat(strands.dropped()).isEqualTo(1);
      gate.countDown();
    }
  }

  @Test
  void goesOnAfterASignalThatThrows() throws InterruptedException {
    try (Strands strands = new Strands(1)) {
      CountDownLatch done = new CountDownLatch(1);
      Strands.Strand<Integer> strand =
          strands.strand(signal -> {
            if (signal == 0) {
              throw new IllegalStateException("on purpose");
            }
            done.countDown();
          });
      strand.offer(0);
      strand.offer(1);
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(strands.failed()).isEqualTo(1);
    }
  }

  private static void awaitQuietly(CountDownLatch gate) {
    try {
      assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
