package io.parley.control.webhooks;

import io.parley.control.secret.SecretBox;
import io.parley.control.secret.SecretFault;
import io.parley.control.secret.SecretPlace;
import io.parley.kernel.id.TenantId;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What deliveries are signed with, sealed wherever it is kept. Each method works within one
 * transaction of the tenant.
 */
public final class WebhookSecrets {
  private final Supplier<@Nullable SecretBox> box;
  private final SecureRandom random = new SecureRandom();

  /** The box is there before anything is sent or made. */
  WebhookSecrets(Supplier<@Nullable SecretBox> box) {
    this.box = box;
  }

  private record Sealed(String name, String secret) {}

  private SecretBox box() {
    return Objects.requireNonNull(box.get(), "not started");
  }

  /** Where the secret {@code name} is kept. */
  public static SecretPlace place(TenantId tenant, String name) {
    return new SecretPlace(tenant, "webhook_secrets", name, "secret");
  }

  /** Gives {@code webhook} another secret, which is answered in clear. */
  String put(JdbcTemplate jdbc, TenantId tenant, UUID webhook, Instant now) {
    String secret = Signature.secret(random);
    String name = UUID.randomUUID().toString();
    jdbc.update(
        "INSERT INTO webhook_secrets (tenant_id, name, webhook_id, created_at, secret)"
            + " VALUES (?, ?, ?, ?, ?)",
        tenant.value(),
        name,
        webhook,
        Timestamp.from(now),
        box().seal(place(tenant, name), secret));
    return secret;
  }

  /** The newest secret of {@code webhook} ends after {@code overlap}, older ones at once. */
  void end(JdbcTemplate jdbc, TenantId tenant, UUID webhook, Instant now, Duration overlap) {
    jdbc.update(
        "DELETE FROM webhook_secrets WHERE tenant_id = ? AND webhook_id = ?"
            + " AND expires_at IS NOT NULL",
        tenant.value(),
        webhook);
    jdbc.update(
        "UPDATE webhook_secrets SET expires_at = ? WHERE tenant_id = ? AND webhook_id = ?",
        Timestamp.from(now.plus(overlap)),
        tenant.value(),
        webhook);
  }

  /** The secrets in force, the newest first. */
  List<String> inForce(JdbcTemplate jdbc, TenantId tenant, UUID webhook, Instant now)
      throws SecretFault {
    List<Sealed> found =
        jdbc.query(
            "SELECT name, secret FROM webhook_secrets WHERE tenant_id = ? AND webhook_id = ?"
                + " AND (expires_at IS NULL OR expires_at > ?) ORDER BY created_at DESC",
            (row, _) -> new Sealed(row.getString(1), row.getString(2)),
            tenant.value(),
            webhook,
            Timestamp.from(now));
    List<String> secrets = new ArrayList<>(found.size());
    for (Sealed each : found) {
      secrets.add(box().open(place(tenant, each.name()), each.secret()));
    }
    return secrets;
  }
}
