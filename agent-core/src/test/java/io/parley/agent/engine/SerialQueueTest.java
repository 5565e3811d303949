package io.parley.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SerialQueueTest {
  @Test
  void runsTasksInOrderOneAtATime() throws InterruptedException {
    List<Integer> seen = new ArrayList<>();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger crossings = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(500);
    try (SpeechThreads threads = new SpeechThreads(4)) {
      SerialQueue queue = threads.serial(1000);
      for (int i = 0; i < 500; i++) {
        int number = i;
        queue.offer(() -> {
          crossings.addAndGet(inside.getAndIncrement());
          seen.add(number);
          inside.decrementAndGet();
          done.countDown();
        });
      }
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen).hasSize(500).isSorted();
    assertThat(crossings).hasValue(0);
  }

  @Test
  void goesOnAfterATaskThatFails() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    try (SpeechThreads threads = new SpeechThreads(1)) {
      SerialQueue queue = threads.serial(10);
      queue.offer(() -> {
        throw new IllegalStateException("on purpose");
      });
      queue.offer(done::countDown);
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void keepsAPlaceForTheEnd() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    try (SpeechThreads threads = new SpeechThreads(1)) {
      SerialQueue queue = threads.serial(1);
      queue.offer(() -> {
        started.countDown();
        awaitQuietly(gate);
      });
      assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(queue.offer(() -> {})).isTrue();
      assertThat(queue.offer(() -> {})).isFalse();
      assertThat(queue.offerTerminal(ended::countDown)).isTrue();
      gate.countDown();
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
