package io.parley.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.provider.openai.OpenAiCounts;
import io.parley.agent.think.FallbackCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderFamiliesTest {
  @Test
  void tellsWhoAnsweredAndHowTheModelsRepliesEnded() {
    MetricsPage page =
        new MetricsPage(
            List.of(() ->
                ProviderFamilies.model(
                    new OpenAiCounts(9, 5, 1, 0, 2, 1, 700, 80),
                    new FallbackCounts(5, 3, 1, 4, 7))));

    assertThat(page.scrape())
        .contains("parley_model_replies_total{outcome=\"answered\",} 5.0")
        .contains("parley_model_replies_total{outcome=\"busy\",} 2.0")
        .contains("parley_model_tokens_total{direction=\"prompt\",} 700.0")
        .contains("parley_fallback_turns_total{by=\"tutor\",} 7.0")
        .contains("parley_fallback_midway_total 1.0");
  }
}
