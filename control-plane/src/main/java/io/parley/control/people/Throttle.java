package io.parley.control.people;

import io.parley.control.Refusal;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts tries to sign in before they are made, for each account, known or not, and each source
 * address; too many within {@link #WINDOW} lock it for as long. The counts are the installation's,
 * and kept under the default tenant whatever tenant was named. Safe from any thread and node.
 */
final class Throttle {
  static final Duration WINDOW = Duration.ofMinutes(15);
  static final int ACCOUNT_TRIES = 5;
  static final int SOURCE_TRIES = 30;

  private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final String COUNT =
      "INSERT INTO sign_in_attempts AS a (tenant_id, subject, attempts, began_at)"
          + " VALUES (?, ?, 1, ?) ON CONFLICT (tenant_id, subject) DO UPDATE SET"
          + " attempts = CASE WHEN a.began_at <= ? THEN 1 ELSE a.attempts + 1 END,"
          + " began_at = CASE WHEN a.began_at <= ? OR a.attempts = ? THEN excluded.began_at"
          + " ELSE a.began_at END RETURNING attempts, began_at";

  private final TenantTransactions transactions;
  private final InstantSource wall;

  Throttle(TenantTransactions transactions, InstantSource wall) {
    this.transactions = transactions;
    this.wall = wall;
  }

  private record Count(int attempts, Instant beganAt) {}

  /** Counts a try; refuses it when there were too many. */
  void count(TenantId tenant, String account, String source) {
    Instant now = wall.instant();
    Optional<Duration> locked =
        transactions.in(
            TenantId.DEFAULT,
            jdbc -> {
              Optional<Duration> bySource = count(jdbc, source(source), SOURCE_TRIES, now);
              return bySource.isPresent()
                  ? bySource
                  : count(jdbc, account(tenant, account), ACCOUNT_TRIES, now);
            });
    if (locked.isPresent()) {
      throw Refusal.tooOften(
          "too-many-attempts", "Too many tries to sign in: wait, then try again.", locked.get());
    }
  }

  /** How long the subject stays locked; empty while it may go on. */
  private static Optional<Duration> count(
      JdbcTemplate jdbc, String subject, int limit, Instant now) {
    List<Count> counts =
        jdbc.query(
            COUNT,
            (row, _) -> new Count(row.getInt(1), Times.of(row.getTimestamp(2))),
            TenantId.DEFAULT.value(),
            subject,
            Times.sql(now),
            Times.sql(now.minus(WINDOW)),
            Times.sql(now.minus(WINDOW)),
            limit);
    Count count = counts.getFirst();
    if (count.attempts() <= limit) {
      return Optional.empty();
    }
    if (count.attempts() == limit + 1) {
      LOG.warn(
          "sign-in locked for {} after {} tries",
          subject.substring(0, subject.indexOf(':')),
          limit);
    }
    return Optional.of(Duration.between(now, count.beganAt().plus(WINDOW)));
  }

  /** A try was right: the account starts anew, and the source has one try back. */
  void forgive(TenantId tenant, String account, String source) {
    Instant now = wall.instant();
    transactions.in(
        TenantId.DEFAULT,
        jdbc ->
            jdbc.update(
                    "UPDATE sign_in_attempts SET attempts = greatest(attempts - 1, 0)"
                        + " WHERE tenant_id = ? AND subject = ?",
                    TenantId.DEFAULT.value(),
                    source(source))
                + jdbc.update(
                    "DELETE FROM sign_in_attempts WHERE tenant_id = ?"
                        + " AND (subject = ? OR began_at < ?)",
                    TenantId.DEFAULT.value(),
                    account(tenant, account),
                    Times.sql(now.minus(KEPT))));
  }

  private static String account(TenantId tenant, String account) {
    return "account:" + tenant + "/" + account;
  }

  private static String source(String source) {
    return "source:" + source;
  }
}
