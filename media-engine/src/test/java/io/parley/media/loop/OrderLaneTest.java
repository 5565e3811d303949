package io.parley.media.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderLaneTest {
  private final OrderLane<String> lane = new OrderLane<>(16);

  @Test
  void keepsOrdersInOrderOverItsWrap() {
    for (int i = 0; i < 100; i++) {
      assertThat(lane.offer("a" + i)).isTrue();
      assertThat(lane.offer("b" + i)).isTrue();
      assertThat(lane.poll()).isEqualTo("a" + i);
      assertThat(lane.poll()).isEqualTo("b" + i);
      assertThat(lane.poll()).isNull();
    }
  }

  @Test
  void keepsRoomForTerminalOrders() {
    int taken = 0;
    while (lane.offer("x")) {
      taken++;
    }
    assertThat(taken).isEqualTo(14);
    assertThat(lane.offerTerminal("y")).isTrue();
    assertThat(lane.offerTerminal("y")).isTrue();
    assertThat(lane.offerTerminal("y")).isFalse();
    assertThat(lane.refused()).isEqualTo(2);
  }

  @Test
  void losesNothingOfFourWriters() throws InterruptedException {
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      String name = "w" + w;
      writers.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 5000; i++) {
                  while (!lane.offer(name)) {
                    Thread.onSpinWait();
                  }
                }
              }));
    }
    int seen = 0;
    while (seen < 20_000) {
      if (lane.poll() == null) {
        Thread.onSpinWait();
      } else {
        seen++;
      }
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(lane.poll()).isNull();
  }
}
