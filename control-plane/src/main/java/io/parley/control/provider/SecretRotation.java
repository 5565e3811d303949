package io.parley.control.provider;

import io.parley.control.secret.SecretBox;
import io.parley.control.secret.SecretFault;
import io.parley.control.secret.SecretPlace;
import io.parley.control.store.TenantTransactions;
import io.parley.control.telephony.Trunks;
import io.parley.control.webhooks.WebhookSecrets;
import io.parley.kernel.id.TenantId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * Seals with the current key what is sealed with an older one: soon after a start and once an hour
 * on a thread of its own, and when somebody asks for it. Safe from any thread.
 */
public final class SecretRotation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SecretRotation.class);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final List<Kind> KINDS =
      List.of(
          new Kind("trunks", Trunks::place),
          new Kind("provider_credentials", Providers::place),
          new Kind("webhook_secrets", WebhookSecrets::place));

  private final TenantTransactions transactions;
  private final SecretBox box;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** Does nothing yet. */
  public SecretRotation(TenantTransactions transactions, SecretBox box) {
    this.transactions = transactions;
    this.box = box;
    this.thread = Thread.ofVirtual().name("secret-rotation").unstarted(this::run);
  }

  /** A table with sealed secrets, by name of the row. */
  private record Kind(String table, BiFunction<TenantId, String, SecretPlace> place) {}

  private record Sealed(String name, String secret) {}

  /**
   * How a rotation went.
   *
   * @param renewed secrets that are sealed with the current key now
   * @param lost secrets that do not open, and stay as they are
   */
  public record Rotated(int renewed, int lost) {
    Rotated plus(Rotated other) {
      return new Rotated(renewed + other.renewed, lost + other.lost);
    }
  }

  /**
   * What secrets are sealed with.
   *
   * @param sealingKey name of the key that seals now
   * @param keys names of all keys there are
   * @param secrets by name of their key, how many the organisation has
   */
  public record State(String sealingKey, List<String> keys, Map<String, Integer> secrets) {}

  /** Starts the thread; returns at once. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      Duration wait = FIRST;
      while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        wait = all() ? AGAIN : FIRST;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Rotates every tenant's; {@code false} when the database is away. */
  private boolean all() {
    try {
      Rotated sum = new Rotated(0, 0);
      for (String tenant : transactions.inDirectory(this::tenantsBehind)) {
        sum = sum.plus(rotate(new TenantId(tenant)));
      }
      if (sum.renewed() + sum.lost() > 0) {
        LOG.info(
            "{} secrets are sealed with the current key now, {} do not open",
            sum.renewed(),
            sum.lost());
      }
      return true;
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("secrets are rotated when the database is back", away);
      return false;
    }
  }

  private List<String> tenantsBehind(JdbcTemplate jdbc) {
    String behind =
        KINDS.stream()
            .map(kind ->
                "SELECT tenant_id FROM %s WHERE NOT starts_with(secret, ?)".formatted(kind.table()))
            .collect(Collectors.joining(" UNION "));
    return jdbc.query(
        behind,
        (row, _) -> row.getString(1),
        Collections.nCopies(KINDS.size(), box.currentPrefix()).toArray());
  }

  /** Seals the secrets of {@code tenant} with the current key, all or none of them. */
  public Rotated rotate(TenantId tenant) {
    return transactions.in(
        tenant,
        jdbc ->
            KINDS.stream()
                .map(kind -> rotate(jdbc, tenant, kind))
                .reduce(new Rotated(0, 0), Rotated::plus));
  }

  private Rotated rotate(JdbcTemplate jdbc, TenantId tenant, Kind kind) {
    List<Sealed> old =
        jdbc.query(
            "SELECT name, secret FROM "
                + kind.table()
                + " WHERE tenant_id = ? AND NOT starts_with(secret, ?) ORDER BY name FOR UPDATE",
            (row, _) -> new Sealed(row.getString(1), row.getString(2)),
            tenant.value(),
            box.currentPrefix());
    int renewed = 0;
    for (Sealed each : old) {
      SecretPlace place = kind.place().apply(tenant, each.name());
      try {
        String again = box.seal(place, box.open(place, each.secret()));
        renewed +=
            jdbc.update(
                "UPDATE " + kind.table() + " SET secret = ? WHERE tenant_id = ? AND name = ?",
                again,
                tenant.value(),
                each.name());
      } catch (SecretFault lost) {
        LOG.warn("a secret of {} does not open: {}", kind.table(), lost.getMessage());
      }
    }
    return new Rotated(renewed, old.size() - renewed);
  }

  /** What the secrets of {@code tenant} are sealed with. */
  public State state(TenantId tenant) {
    Map<String, Integer> counts = new TreeMap<>();
    transactions.in(
        tenant,
        jdbc -> {
          for (Kind kind : KINDS) {
            jdbc.query(
                "SELECT split_part(secret, '.', 2), count(*) FROM "
                    + kind.table()
                    + " WHERE tenant_id = ? AND secret IS NOT NULL GROUP BY 1",
                row -> {
                  counts.merge(row.getString(1), row.getInt(2), Integer::sum);
                },
                tenant.value());
          }
          return counts;
        });
    List<String> names = box.keys().names().stream().sorted().toList();
    return new State(box.keys().first(), names, counts);
  }

  /** Ends the thread. */
  @Override
  public void close() {
    closing.countDown();
  }
}
