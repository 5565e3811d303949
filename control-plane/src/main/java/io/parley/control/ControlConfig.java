package io.parley.control;

import io.parley.control.postgres.DatabaseConfig;
import io.parley.control.recordings.RecordingsConfig;
import io.parley.control.secret.Keyring;
import io.parley.control.webhooks.WebhookConfig;
import io.parley.kernel.net.Network;
import java.nio.file.Path;
import java.util.List;

/**
 * Settings of the control plane.
 *
 * @param dataFolder {@code PARLEY_DATA_DIR}: journal, embedded database, secrets
 * @param secretsKey {@code PARLEY_SECRETS_KEY}: keys that providers' and trunks' secrets are kept
 *     with; empty: one in the data folder
 * @param webhooks where webhooks may lead, and how long they are tried
 * @param recordings where recordings go
 * @param providerNetworks {@code PARLEY_PROVIDER_ALLOW}: networks that providers may be in although
 *     they are not public
 */
public record ControlConfig(
    Path dataFolder,
    HttpConfig http,
    DatabaseConfig database,
    String secretsKey,
    WebhookConfig webhooks,
    RecordingsConfig recordings,
    List<Network> providerNetworks) {
  /** The setting's name. */
  static final String SECRETS_KEY = "PARLEY_SECRETS_KEY";

  /** Rejects values that cannot work, naming the setting. */
  public ControlConfig {
    providerNetworks = List.copyOf(providerNetworks);
    if (!secretsKey.isEmpty()) {
      Keyring.parse(SECRETS_KEY, secretsKey);
    }
  }

  @Override
  public String toString() {
    return "ControlConfig[" + dataFolder + ", " + http + "]";
  }
}
