package io.parley.agent.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpenAiConfigTest {
  @Test
  void isAbsentWithoutKeyAndUrl() {
    assertThat(OpenAiConfig.of("", "", "", "some-model")).isEmpty();
  }

  @Test
  void takesTheServerFromTheKey() {
    OpenAiConfig openAi = OpenAiConfig.of("sk-1", "", "", "").orElseThrow();
    assertThat(openAi.completions()).hasToString("https://api.openai.com/v1/chat/completions");
    assertThat(openAi.model()).isEqualTo("gpt-4o-mini");
    OpenAiConfig groq = OpenAiConfig.of("", "gsk-1", "", "").orElseThrow();
    assertThat(groq.baseUrl()).hasToString("https://api.groq.com/openai/v1");
    assertThat(groq.apiKey()).isEqualTo("gsk-1");
    OpenAiConfig both =
        OpenAiConfig.of("sk-1", "gsk-1", "https://api.groq.com/openai/v1/", "").orElseThrow();
    assertThat(both.apiKey()).isEqualTo("gsk-1");
    assertThat(both.isModern()).isTrue();
  }

  @Test
  void letsAUrlWinAndNeedsNoKeyThere() {
    OpenAiConfig ollama =
        OpenAiConfig.of("", "", "http://127.0.0.1:11434/v1/", "llama3").orElseThrow();
    assertThat(ollama.completions()).hasToString("http://127.0.0.1:11434/v1/chat/completions");
    assertThat(ollama.apiKey()).isEmpty();
    assertThat(ollama.isModern()).isFalse();
  }

  @Test
  void namesTheSettingThatIsWrong() {
    assertThatThrownBy(() -> OpenAiConfig.of("", "", "http://127.0.0.1:11434/v1", ""))
        .hasMessageContaining("PARLEY_LLM_MODEL");
    assertThatThrownBy(() -> OpenAiConfig.of("", "", "ollama:11434", "m"))
        .hasMessageContaining("OPENAI_BASE_URL=ollama:11434");
    assertThatThrownBy(() -> OpenAiConfig.of("", "", "http://a b/v1", "m"))
        .hasMessageContaining("OPENAI_BASE_URL");
    assertThatThrownBy(() -> OpenAiConfig.of("sk 1", "", "", ""))
        .hasMessageContaining("OPENAI_API_KEY")
        .hasMessageNotContaining("sk 1");
  }

  @Test
  void neverShowsTheKey() {
    assertThat(OpenAiConfig.of("sk-secret", "", "", "").orElseThrow().toString())
        .doesNotContain("sk-secret")
        .contains("***");
  }
}
