package io.parley.agent.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSentEventsTest {
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void readsTheSameEventsHoweverTheBytesAreCut(String end) {
    String text =
        String.join(
            end,
            "\uFEFF: hello",
            "data: zwölf 🌿",
            "",
            "event: x",
            "data:a",
            "data: b",
            "id: 7",
            "",
            ": keep",
            "",
            "data: {\"x\":\"é\"}",
            "",
            "");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      ServerSentEvents events = new ServerSentEvents();
      List<String> data = new ArrayList<>();
      for (int at = 0; at < bytes.length; at += size) {
        data.addAll(events.add(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at))));
      }
      data.addAll(events.end());
      assertThat(data).containsExactly("zwölf 🌿", "a\nb", "{\"x\":\"é\"}");
    }
  }

  @Test
  void countsAnEventAsEndedWhenTheStreamEnds() {
    ServerSentEvents events = new ServerSentEvents();
    assertThat(events.add(ByteBuffer.wrap("data: [DONE]".getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
    assertThat(events.end()).containsExactly("[DONE]");
    assertThat(events.end()).isEmpty();
  }

  @Test
  void boundsALineThatNeverEnds() {
    ServerSentEvents events = new ServerSentEvents();
    byte[] block = new byte[1 << 16];
    for (int i = 0; i < 17; i++) {
      assertThat(events.add(ByteBuffer.wrap(block))).isEmpty();
    }
    assertThat(events.isBroken()).isTrue();
  }
}
