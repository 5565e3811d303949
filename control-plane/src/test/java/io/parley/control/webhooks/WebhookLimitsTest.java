package io.parley.control.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookLimitsTest {
  private final WebhookLimits limits = WebhookLimits.DEFAULT;

  @Test
  void waitsTwiceAsLongAfterEachAttemptUpToABound() {
    Random random = new Random(1);
    for (int attempt = 1; attempt < 100; attempt++) {
      long middle = Math.min(2_000L << Math.min(attempt - 1, 20), 600_000);
      assertThat(limits.retry(attempt, random).toMillis())
          .isBetween(middle * 4 / 5, middle * 6 / 5);
    }
  }

  @Test
  void leavesAReceiverAloneAfterFiveFailuresForAMinuteAtMost() {
    assertThat(limits.rest(4)).isZero();
    assertThat(limits.rest(5)).isEqualTo(Duration.ofSeconds(5));
    assertThat(limits.rest(6)).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.rest(1_000)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aWrongNetworkIsRefusedByItsSetting() {
    assertThat(WebhookConfig.allowing("").allowed()).isEmpty();
    assertThat(WebhookConfig.allowing("10.0.0.0/8, ::1").allowed()).hasSize(2);
    assertThatThrownBy(() -> WebhookConfig.allowing("10.0.0.0/8,localhost"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PARLEY_WEBHOOK_ALLOW")
        .hasMessageContaining("'localhost'");
  }
}
