package io.parley.agent.provider.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimDelaysTest {
  private static SimDelays of(String header) {
    return SimDelays.of(Map.of(SimDelays.HEADER, header), true);
  }

  @Test
  void readsWhatIsNamed() {
    assertThat(of("stt=10,llm=20,tts=30")).isEqualTo(new SimDelays(10, 20, 30, 0));
    assertThat(of(" TTS = 5 ")).isEqualTo(new SimDelays(0, 0, 5, 0));
    assertThat(of("record=7")).isEqualTo(new SimDelays(0, 0, 0, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stt", "stt=-1", "stt=x", "stt=99999999999", "=", ",,,", "loud=1"})
  void whatItCannotReadIsNoDelay(String header) {
    assertThat(of(header)).isEqualTo(SimDelays.NONE);
  }

  @Test
  void isHeldToAMinute() {
    assertThat(of("llm=999999").llmMs()).isEqualTo(60_000);
  }

  @Test
  void countsForLoopbackPeersOnly() {
    assertThat(SimDelays.of(Map.of(SimDelays.HEADER, "stt=10"), false)).isEqualTo(SimDelays.NONE);
    assertThat(SimDelays.of(Map.of(), true)).isEqualTo(SimDelays.NONE);
  }
}
