package io.parley.control.people;

import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Console sessions: they end when unused for {@link #IDLE}, and in any case after {@link #LONGEST}.
 * Role and status are looked up with every request, so that a change counts at once. Safe from any
 * thread.
 */
public final class Sessions {
  /** Unused for so long, a session is over. */
  static final Duration IDLE = Duration.ofHours(2);

  /** However much it is used, a session is over. */
  public static final Duration LONGEST = Duration.ofHours(12);

  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
  private static final int MAX_PER_USER = 20;

  private final TenantTransactions transactions;
  private final InstantSource wall;

  Sessions(TenantTransactions transactions, InstantSource wall) {
    this.transactions = transactions;
    this.wall = wall;
  }

  private record Found(UUID user, Role role, Instant seenAt) {}

  /** A fresh session's token; the oldest beyond the most one may have are ended. */
  static String open(
      JdbcTemplate jdbc, TenantId tenant, UUID user, Instant now, SecureRandom random) {
    TenantSecret secret = TenantSecret.fresh(tenant, random);
    jdbc.update(
        "DELETE FROM sessions WHERE tenant_id = ? AND user_id = ? AND token_hash NOT IN ("
            + "SELECT token_hash FROM sessions WHERE tenant_id = ? AND user_id = ?"
            + " AND expires_at > ? ORDER BY created_at DESC LIMIT ?)",
        tenant.value(),
        user,
        tenant.value(),
        user,
        Times.sql(now),
        MAX_PER_USER - 1);
    jdbc.update(
        "INSERT INTO sessions (tenant_id, token_hash, user_id, created_at, seen_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        tenant.value(),
        secret.hash(),
        user,
        Times.sql(now),
        Times.sql(now),
        Times.sql(now.plus(LONGEST)));
    return secret.text('.');
  }

  /** Whose session it is; empty when it is over or never was. */
  public Optional<Requester> find(String token) {
    return TenantSecret.parse(token)
        .flatMap(secret -> transactions.in(secret.tenant(), jdbc -> find(jdbc, secret)));
  }

  private Optional<Requester> find(JdbcTemplate jdbc, TenantSecret secret) {
    Instant now = wall.instant();
    TenantId tenant = secret.tenant();
    Optional<Found> found =
        jdbc
            .query(
                "SELECT u.id, u.role, s.seen_at FROM sessions s JOIN users u"
                    + " ON u.tenant_id = s.tenant_id AND u.id = s.user_id WHERE s.tenant_id = ?"
                    + " AND s.token_hash = ? AND s.expires_at > ? AND s.seen_at > ?"
                    + " AND u.status = 'active'",
                (row, _) ->
                    new Found(
                        row.getObject(1, UUID.class),
                        Role.ofLabel(row.getString(2)).orElseThrow(),
                        Times.of(row.getTimestamp(3))),
                tenant.value(),
                secret.hash(),
                Times.sql(now),
                Times.sql(now.minus(IDLE)))
            .stream()
            .findFirst();
    if (found.isPresent() && found.get().seenAt().isBefore(now.minus(SEEN_EVERY))) {
      jdbc.update(
          "UPDATE sessions SET seen_at = ? WHERE tenant_id = ? AND token_hash = ?",
          Times.sql(now),
          tenant.value(),
          secret.hash());
    }
    return found.map(session -> Requester.user(tenant, session.user(), session.role()));
  }

  /** Ends the session of this token, if there is one. */
  public void close(String token) {
    TenantSecret.parse(token)
        .ifPresent(secret ->
            transactions.in(
                secret.tenant(),
                jdbc ->
                    jdbc.update(
                        "DELETE FROM sessions WHERE tenant_id = ? AND token_hash = ?",
                        secret.tenant().value(),
                        secret.hash())));
  }

  /** Ends every session of {@code user}, in the running transaction. */
  static void closeAll(JdbcTemplate jdbc, TenantId tenant, UUID user) {
    jdbc.update("DELETE FROM sessions WHERE tenant_id = ? AND user_id = ?", tenant.value(), user);
  }
}
