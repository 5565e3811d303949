package io.parley.control;

import io.parley.control.postgres.DatabaseUrl;
import io.parley.control.reach.TargetGuard;
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
 * @param httpBind {@code PARLEY_HTTP_BIND}: address of the API and the console
 * @param httpPort {@code PARLEY_HTTP_PORT}: 0 takes a free one
 * @param databaseUrl {@code DATABASE_URL}: {@code postgres://} or {@code jdbc:postgresql:}; empty
 *     runs the embedded PostgreSQL
 * @param postgresPort of the embedded PostgreSQL; 0 chooses a free one at first start and keeps it
 * @param postgresBinaries where the embedded PostgreSQL's programs are unpacked once
 * @param secretsKey {@code PARLEY_SECRETS_KEY}: keys that providers' and trunks' secrets are kept
 *     with; empty: one in the data folder
 * @param webhooks where webhooks may lead, and how long they are tried
 * @param recordings where recordings go
 * @param providerAllow {@code PARLEY_PROVIDER_ALLOW}: networks that providers may be in although
 *     they are not public
 */
public record ControlConfig(
    Path dataFolder,
    String httpBind,
    int httpPort,
    String databaseUrl,
    int postgresPort,
    Path postgresBinaries,
    String secretsKey,
    WebhookConfig webhooks,
    RecordingsConfig recordings,
    String providerAllow) {

  /** The setting's name. */
  static final String SECRETS_KEY = "PARLEY_SECRETS_KEY";

  /** The setting's name. */
  static final String PROVIDER_ALLOW = "PARLEY_PROVIDER_ALLOW";

  /** Rejects values that cannot work, naming the setting. */
  public ControlConfig {
    requirePort("PARLEY_HTTP_PORT", httpPort);
    requirePort("the embedded PostgreSQL's port", postgresPort);
    if (httpBind.isBlank()) {
      throw new IllegalArgumentException("PARLEY_HTTP_BIND is blank: give an address to bind");
    }
    if (!databaseUrl.isEmpty()) {
      DatabaseUrl.parse(databaseUrl);
    }
    if (!secretsKey.isEmpty()) {
      Keyring.parse(SECRETS_KEY, secretsKey);
    }
    TargetGuard.networks(PROVIDER_ALLOW, providerAllow);
  }

  /**
   * The settings that have a key of their own; the embedded PostgreSQL keeps to the data folder.
   */
  public static ControlConfig of(
      Path dataFolder, String httpBind, int httpPort, String databaseUrl, String secretsKey) {
    return new ControlConfig(
        dataFolder,
        httpBind,
        httpPort,
        databaseUrl,
        0,
        dataFolder.resolve("postgres-binaries"),
        secretsKey);
  }

  /** The same with these webhooks. */
  public ControlConfig with(WebhookConfig changed) {
    return new ControlConfig(
        dataFolder,
        httpBind,
        httpPort,
        databaseUrl,
        postgresPort,
        postgresBinaries,
        secretsKey,
        changed,
        recordings,
        providerAllow);
  }

  @Override
  public String toString() {
    return "ControlConfig[" + dataFolder + ", " + httpBind + ":" + httpPort + "]";
  }

  /** Networks that providers may be in although they are not public. */
  List<Network> providerNetworks() {
    return TargetGuard.networks(PROVIDER_ALLOW, providerAllow);
  }

  /** The settings with recordings below the data folder. */
  public ControlConfig(
      Path dataFolder,
      String httpBind,
      int httpPort,
      String databaseUrl,
      int postgresPort,
      Path postgresBinaries,
      String secretsKey) {
    this(
        dataFolder,
        httpBind,
        httpPort,
        databaseUrl,
        postgresPort,
        postgresBinaries,
        secretsKey,
        WebhookConfig.DEFAULT,
        RecordingsConfig.below(dataFolder),
        "");
  }

  /** The same with recordings as {@code wanted}. */
  public ControlConfig keeping(RecordingsConfig wanted) {
    return new ControlConfig(
        dataFolder,
        httpBind,
        httpPort,
        databaseUrl,
        postgresPort,
        postgresBinaries,
        secretsKey,
        webhooks,
        wanted,
        providerAllow);
  }

  /** The same with providers also in these networks. */
  public ControlConfig reaching(String networks) {
    return new ControlConfig(
        dataFolder,
        httpBind,
        httpPort,
        databaseUrl,
        postgresPort,
        postgresBinaries,
        secretsKey,
        webhooks,
        recordings,
        networks);
  }

  private static void requirePort(String key, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(key + " " + port + " is not a port (0-65535)");
    }
  }
}
