package io.parley.control.webhooks;

import io.parley.kernel.net.Network;
import java.util.ArrayList;
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
    List<Network> allowed = new ArrayList<>();
    for (String entry :
        networks.isBlank() ? new String[0] : networks.strip().split("\\s*,\\s*", -1)) {
      try {
        allowed.add(Network.of(entry));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "PARLEY_WEBHOOK_ALLOW: %s: give networks like 10.20.0.0/16,::1/128, or leave it empty"
                .formatted(e.getMessage()),
            e);
      }
    }
    return new WebhookConfig(allowed, WebhookLimits.DEFAULT);
  }
}
