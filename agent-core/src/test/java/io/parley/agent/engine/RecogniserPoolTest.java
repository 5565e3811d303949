package io.parley.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecogniserPoolTest {
  private final AtomicInteger made = new AtomicInteger();
  private final List<String> freed = new ArrayList<>();
  private final RecogniserPool<String, String> pool =
      new RecogniserPool<>(lesson -> lesson + made.incrementAndGet(), freed::add, 2);

  @Test
  void lendsTheSameAgain() {
    String first = pool.borrow("sun");
    assertThat(first).isEqualTo("sun1");
    pool.giveBack("sun", "sun1");

    assertThat(pool.borrow("sun")).isEqualTo("sun1");
  }

  @Test
  void refusesAndCountsWhenAllAreLent() {
    pool.borrow("sun");
    pool.borrow("sun");

    assertThat(pool.borrow("sun")).isNull();
    assertThat(pool.refused()).isEqualTo(1);
  }

  @Test
  void givesUpAnIdleOneOfAnotherLesson() {
    pool.warm("sun");
    pool.borrow("moon");

    assertThat(pool.borrow("moon")).isEqualTo("moon3");
    assertThat(freed).containsExactly("sun1");
  }

  @Test
  void warmsOnce() {
    pool.warm("sun");
    pool.warm("sun");

    assertThat(made).hasValue(1);
  }

  @Test
  void freesWhatComesBackAfterTheEnd() {
    pool.borrow("sun");
    pool.warm("moon");
    pool.close();
    pool.giveBack("sun", "sun1");

    assertThat(freed).containsExactlyInAnyOrder("sun1", "moon2");
    assertThat(pool.borrow("sun")).isNull();
  }
}
