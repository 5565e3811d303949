package io.parley.kernel.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LaneTest {
  @Test
  void keepsOrder() {
    Lane<Integer> lane = new Lane<>(10);
    for (int i = 0; i < 10; i++) {
      assertThat(lane.offer(i)).isTrue();
    }
    for (int i = 0; i < 10; i++) {
      assertThat(lane.poll()).isEqualTo(i);
    }
    assertThat(lane.poll()).isNull();
  }

  @Test
  void refusesWhatIsTooMuchAndCountsIt() {
    Lane<Integer> lane = new Lane<>(2);
    assertThat(lane.offer(1)).isTrue();
    assertThat(lane.offer(2)).isTrue();
    assertThat(lane.offer(3)).isFalse();
    assertThat(lane.stats()).isEqualTo(new LaneStats(2, 2, 1));
    assertThat(lane.poll()).isEqualTo(1);
    assertThat(lane.offer(4)).isTrue();
    assertThat(lane.stats()).isEqualTo(new LaneStats(2, 3, 1));
  }

  @Test
  void keepsPlacesForTerminalMessages() {
    Lane<String> lane = new Lane<>(1);
    lane.offer("talk");
    assertThat(lane.offer("more")).isFalse();
    for (int i = 0; i < 4; i++) {
      assertThat(lane.offerTerminal("hang up " + i)).isTrue();
    }
    assertThat(lane.offerTerminal("hang up 4")).isFalse();
    assertThat(lane.stats()).isEqualTo(new LaneStats(5, 5, 2));
    assertThat(lane.poll()).isEqualTo("talk");
    assertThat(lane.offer("more")).as("reserved places are not for talk").isFalse();
  }

  @Test
  void refusesLanesWithoutPlaces() {
    assertThatThrownBy(() -> new Lane<String>(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answersNullWhenPatienceEnds() throws InterruptedException {
    Lane<String> lane = new Lane<>(1);
    assertThat(lane.poll(Duration.ZERO)).isNull();
    assertThat(lane.poll(Duration.ofMillis(1))).isNull();
    lane.offer("there");
    assertThat(lane.poll(Duration.ZERO)).isEqualTo("there");
  }

  @Test
  void wakesWhoWaits() throws InterruptedException {
    Lane<String> lane = new Lane<>(1);
    CountDownLatch waits = new CountDownLatch(1);
    List<String> taken = new ArrayList<>();
    Thread owner =
        Thread.ofVirtual()
            .start(() -> {
              waits.countDown();
              try {
                taken.add(lane.take());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waits.await();
    lane.offer("wake up");
    owner.join();
    assertThat(taken).containsExactly("wake up");
  }

  @Test
  void losesNothingBetweenManyThreads() throws InterruptedException {
    Lane<Integer> lane = new Lane<>(64);
    int producers = 4;
    int each = 5_000;
    List<Thread> threads = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      int first = p * each;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < each; i++) {
                  while (!lane.offer(first + i)) {
                    Thread.onSpinWait();
                  }
                }
              }));
    }
    int[] last = {-1, -1, -1, -1};
    for (int i = 0; i < producers * each; i++) {
      int item = lane.take();
      int producer = item / each;
      assertThat(item % each).as("order of one producer").isEqualTo(last[producer] + 1);
      last[producer] = item % each;
    }
    for (Thread thread : threads) {
      thread.join();
    }
    LaneStats stats = lane.stats();
    assertThat(stats.depth()).isZero();
    assertThat(stats.accepted()).isEqualTo((long) producers * each);
  }
}
