package io.parley.control.webhooks;

import io.parley.control.reach.TargetGuard;
import io.parley.kernel.net.Network;
import java.util.List;

/**
 * Settings of webhooks.
 *
 * @param allowed {@code PARLEY_WEBHOOK_ALLOW}: networks that may be sent to although they are not
 *     public, also without TLS
 */
public record WebhookConfig(List<Network> allowed, WebhookLimits limits) {
  /** Public receivers only. */
  public static final WebhookConfig DEFAULT = new WebhookConfig(List.of(), WebhookLimits.DEFAULT);

  /** Copies the networks. */
  public WebhookConfig {
    allowed = List.copyOf(allowed);
  }

  /** Reads networks separated by commas; the complaint names the setting. */
  public static WebhookConfig allowing(String networks) {
    return new WebhookConfig(
        TargetGuard.networks("PARLEY_WEBHOOK_ALLOW", networks), WebhookLimits.DEFAULT);
  }
}
