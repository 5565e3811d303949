package io.parley.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.run.HearingQueue.Item;
import io.parley.kernel.audio.Pcm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HearingQueueTest {
  private static Item.Audio audio(int value) {
    return new Item.Audio(new Pcm(new short[] {(short) value}, 8000));
  }

  @Test
  void dropsTheOldestAudioAndNoMark() throws InterruptedException {
    HearingQueue queue = new HearingQueue(2);
    queue.add(new Item.Begin(1));
    queue.add(audio(1));
    queue.add(audio(2));
    queue.add(new Item.End(1));
    queue.add(audio(3));

    List<Item> items = new ArrayList<>();
    for (Item item = queue.next(false); item != null; item = queue.next(false)) {
      items.add(item);
    }

    assertThat(items).containsExactly(new Item.Begin(1), audio(2), new Item.End(1), audio(3));
    assertThat(queue.dropped()).isEqualTo(1);
  }
}
