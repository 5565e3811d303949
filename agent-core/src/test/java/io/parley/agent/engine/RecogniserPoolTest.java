package io.parley.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
  void letsATalkerWaitForTheOneThatWasClaimed() throws InterruptedException {
    assertThat(pool.claim("sun")).isTrue();
    assertThat(pool.claim("sun")).isFalse();
    AtomicReference<String> lent = new AtomicReference<>();
    Thread talker = Thread.ofPlatform().start(() -> lent.set(pool.borrow("sun")));

    pool.fill("sun");
    talker.join();

    assertThat(lent).hasValue("sun1");
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
