package io.parley.control.people;

import io.parley.control.Refusal;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keys of programs: {@code pk_<tenant>_<secret>}, shown once and stored as a hash. A key may do
 * what its scopes say, which is never more than its maker may. Safe from any thread.
 */
public final class ApiKeys {
  /** What every key begins with. */
  public static final String PREFIX = "pk_";

  private static final int MAX_KEYS = 500;
  private static final int SHOWN_CHARACTERS = 6;
  private static final Duration USED_EVERY = Duration.ofMinutes(1);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);
  private static final String SELECT =
      "SELECT id, name, prefix, scopes, created_by, created_at, expires_at, last_used_at,"
          + " revoked_at, rotated_to FROM api_keys WHERE tenant_id = ?";

  private final TenantTransactions transactions;
  private final SecureRandom random;
  private final InstantSource wall;

  ApiKeys(TenantTransactions transactions, SecureRandom random, InstantSource wall) {
    this.transactions = transactions;
    this.random = random;
    this.wall = wall;
  }

  /**
   * One key, without its secret.
   *
   * @param prefix how it begins, to tell it from others
   * @param status {@code active}, {@code expired} or {@code revoked}
   * @param rotatedTo the key that takes its place; null when there is none
   */
  public record ApiKey(
      UUID id,
      String name,
      String prefix,
      List<String> scopes,
      String status,
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt,
      @Nullable UUID rotatedTo) {
    boolean isActive() {
      return status.equals("active");
    }
  }

  /** A key to be; {@code expiresAt} null for one that does not expire. */
  public record NewKey(
      @Nullable String name, @Nullable List<String> scopes, @Nullable Instant expiresAt) {}

  /** A fresh key with its secret, which nobody sees again. */
  public record Made(ApiKey key, String secret) {
    @Override
    public String toString() {
      return "Made[" + key.prefix() + "***]";
    }
  }

  private record Used(UUID id, Set<Permission> scopes, @Nullable Instant lastUsedAt) {}

  /** The newest first, those after {@code before}. */
  public List<ApiKey> list(TenantId tenant, int limit, @Nullable UUID before) {
    String older = before == null ? "" : " AND id < ?";
    String sql = SELECT + older + " ORDER BY id DESC LIMIT " + limit;
    Object[] values =
        before == null ? new Object[] {tenant.value()} : new Object[] {tenant.value(), before};
    return transactions.in(tenant, jdbc -> jdbc.query(sql, (row, _) -> key(row), values));
  }

  /** One key; refuses when there is none. */
  public ApiKey find(TenantId tenant, UUID id) {
    return transactions.in(tenant, jdbc -> stored(jdbc, tenant, id));
  }

  /** Makes a key. */
  public Made create(Requester who, NewKey wanted) {
    String name = Fields.name(wanted.name());
    Set<Permission> scopes = scopes(wanted.scopes());
    requireMayGive(who, scopes);
    Instant now = wall.instant();
    Instant expiresAt = expiry(wanted.expiresAt(), now);
    return transactions.in(
        who.tenant(),
        jdbc -> {
          List<String> labels = scopes.stream().map(Permission::scope).toList();
          Made made = insert(jdbc, who, name, labels, expiresAt);
          AuditLog.record(
              jdbc,
              who,
              "api-key.created",
              "api-key",
              made.key().id().toString(),
              null,
              AuditLog.json(made.key()));
          return made;
        });
  }

  /** Makes a key that takes the place of another, which goes on to work for {@code overlap}. */
  public Made rotate(Requester who, UUID id, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw Refusal.invalid(
          "overlap_hours",
          "The old key cannot go on for so long.",
          "Give 0 to " + LONGEST_OVERLAP.toHours() + " hours.");
    }
    return transactions.in(
        who.tenant(),
        jdbc -> {
          ApiKey before = stored(jdbc, who.tenant(), id);
          if (!before.isActive() || before.rotatedTo() != null) {
            throw Refusal.conflict(
                "api-key-not-active",
                "This key is %s: make a new one."
                    .formatted(before.isActive() ? "rotated already" : before.status()));
          }
          requireMayGive(who, scopes(before.scopes()));
          Made made = insert(jdbc, who, before.name(), before.scopes(), before.expiresAt());
          Instant end = wall.instant().plus(overlap);
          Instant sooner = before.expiresAt();
          if (sooner != null && sooner.isBefore(end)) {
            end = sooner;
          }
          jdbc.update(
              "UPDATE api_keys SET expires_at = ?, rotated_to = ? WHERE tenant_id = ? AND id = ?",
              Times.sql(end),
              made.key().id(),
              who.tenant().value(),
              id);
          record(jdbc, who, "api-key.rotated", before);
          return made;
        });
  }

  /** Ends a key at once. */
  public ApiKey revoke(Requester who, UUID id) {
    return transactions.in(
        who.tenant(),
        jdbc -> {
          ApiKey before = stored(jdbc, who.tenant(), id);
          if (before.revokedAt() != null) {
            return before;
          }
          jdbc.update(
              "UPDATE api_keys SET revoked_at = ? WHERE tenant_id = ? AND id = ?",
              Times.sql(wall.instant()),
              who.tenant().value(),
              id);
          return record(jdbc, who, "api-key.revoked", before);
        });
  }

  private ApiKey record(JdbcTemplate jdbc, Requester who, String action, ApiKey before) {
    ApiKey after = stored(jdbc, who.tenant(), before.id());
    String id = before.id().toString();
    AuditLog.record(jdbc, who, action, "api-key", id, AuditLog.json(before), AuditLog.json(after));
    return after;
  }

  /** Who makes requests with this key; empty when it is none that works. */
  public Optional<Requester> find(String key) {
    if (!key.startsWith(PREFIX)) {
      return Optional.empty();
    }
    return TenantSecret.parse(key.substring(PREFIX.length()))
        .flatMap(secret -> transactions.in(secret.tenant(), jdbc -> find(jdbc, secret)));
  }

  private Optional<Requester> find(JdbcTemplate jdbc, TenantSecret secret) {
    Instant now = wall.instant();
    TenantId tenant = secret.tenant();
    Optional<Used> found =
        jdbc
            .query(
                "SELECT id, scopes, last_used_at FROM api_keys WHERE tenant_id = ?"
                    + " AND secret_hash = ? AND revoked_at IS NULL"
                    + " AND (expires_at IS NULL OR expires_at > ?)",
                (row, _) ->
                    new Used(
                        row.getObject(1, UUID.class),
                        known(labels(row, "scopes")),
                        Times.ofOrNull(row.getTimestamp(3))),
                tenant.value(),
                secret.hash(),
                Times.sql(now))
            .stream()
            .findFirst();
    if (found.isPresent() && isLongAgo(found.get().lastUsedAt(), now)) {
      jdbc.update(
          "UPDATE api_keys SET last_used_at = ? WHERE tenant_id = ? AND id = ?",
          Times.sql(now),
          tenant.value(),
          found.get().id());
    }
    return found.map(
        used -> new Requester(tenant, "key:" + used.id(), Role.INTEGRATOR, used.scopes()));
  }

  private static boolean isLongAgo(@Nullable Instant lastUsedAt, Instant now) {
    return lastUsedAt == null || lastUsedAt.isBefore(now.minus(USED_EVERY));
  }

  private Made insert(
      JdbcTemplate jdbc,
      Requester who,
      String name,
      List<String> scopes,
      @Nullable Instant expiresAt) {
    TenantId tenant = who.tenant();
    requireRoom(jdbc, tenant);
    TenantSecret secret = TenantSecret.fresh(tenant, random);
    String text = PREFIX + secret.text('_');
    Instant now = wall.instant();
    UUID id = Ids.fresh(now, random);
    jdbc.update(
        "INSERT INTO api_keys (tenant_id, id, name, prefix, secret_hash, scopes, created_by,"
            + " created_at, expires_at) VALUES (?, ?, ?, ?, ?, string_to_array(?, ' '), ?, ?, ?)",
        tenant.value(),
        id,
        name,
        text.substring(0, PREFIX.length() + tenant.value().length() + 1 + SHOWN_CHARACTERS),
        secret.hash(),
        String.join(" ", scopes),
        who.actor(),
        Times.sql(now),
        Times.sqlOrNull(expiresAt));
    return new Made(stored(jdbc, tenant, id), text);
  }

  private static void requireRoom(JdbcTemplate jdbc, TenantId tenant) {
    Integer count =
        jdbc.queryForObject(
            "SELECT count(*) FROM api_keys WHERE tenant_id = ? AND revoked_at IS NULL",
            Integer.class,
            tenant.value());
    if (count != null && count >= MAX_KEYS) {
      throw Refusal.conflict(
          "too-many-api-keys",
          "There are %d keys already: revoke those that nobody uses.".formatted(MAX_KEYS));
    }
  }

  private ApiKey stored(JdbcTemplate jdbc, TenantId tenant, UUID id) {
    return jdbc
        .query(SELECT + " AND id = ? FOR UPDATE", (row, _) -> key(row), tenant.value(), id)
        .stream()
        .findFirst()
        .orElseThrow(() -> Refusal.missing("api key"));
  }

  private ApiKey key(ResultSet row) throws SQLException {
    Instant expiresAt = Times.ofOrNull(row.getTimestamp("expires_at"));
    Instant revokedAt = Times.ofOrNull(row.getTimestamp("revoked_at"));
    boolean expired = expiresAt != null && !expiresAt.isAfter(wall.instant());
    return new ApiKey(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("prefix"),
        labels(row, "scopes"),
        revokedAt != null ? "revoked" : expired ? "expired" : "active",
        row.getString("created_by"),
        Times.of(row.getTimestamp("created_at")),
        expiresAt,
        Times.ofOrNull(row.getTimestamp("last_used_at")),
        revokedAt,
        row.getObject("rotated_to", UUID.class));
  }

  private static List<String> labels(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /** What of the stored scopes there still is. */
  private static Set<Permission> known(List<String> labels) {
    Set<Permission> known = EnumSet.noneOf(Permission.class);
    labels.forEach(label -> Permission.ofScope(label).ifPresent(known::add));
    return known;
  }

  private static Set<Permission> scopes(@Nullable List<String> given) {
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (String label : given == null ? List.<String>of() : given) {
      scopes.add(
          Permission.ofScope(String.valueOf(label))
              .orElseThrow(() ->
                  Refusal.invalid(
                      "scopes",
                      "There is no scope of one of these names.",
                      "Take names from GET /api/v1/roles, like calls:read.")));
    }
    if (scopes.isEmpty()) {
      throw Refusal.invalid(
          "scopes",
          "A key without scopes can do nothing.",
          "Name at least one, like calls:read; GET /api/v1/roles lists them.");
    }
    return scopes;
  }

  private static void requireMayGive(Requester who, Set<Permission> scopes) {
    for (Permission scope : scopes) {
      if (!who.permissions().contains(scope)) {
        throw Refusal.forbidden(
            "scope-above-own",
            "The scope %s is more than you may do yourself.".formatted(scope.scope()));
      }
    }
  }

  private static @Nullable Instant expiry(@Nullable Instant wanted, Instant now) {
    if (wanted != null && (!wanted.isAfter(now) || wanted.isAfter(now.plus(LONGEST_LIFE)))) {
      throw Refusal.invalid(
          "expires_at",
          "A key expires in the future, within ten years.",
          "Give a time like 2030-01-31T00:00:00Z, or leave it out.");
    }
    return wanted;
  }
}
