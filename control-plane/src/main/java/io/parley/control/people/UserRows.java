package io.parley.control.people;

import io.parley.control.people.Users.User;
import io.parley.kernel.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Users in the database, within a transaction of their tenant. Stateless. */
final class UserRows {
  private static final String SELECT =
      "SELECT id, email, name, role, status, revision, created_at, updated_at, password_hash"
          + " FROM users WHERE tenant_id = ?";

  private UserRows() {}

  /** A person with what proves them. */
  record Stored(User user, @Nullable String passwordHash) {}

  static List<User> list(JdbcTemplate jdbc, TenantId tenant, int limit, @Nullable UUID before) {
    String older = before == null ? "" : " AND id < ?";
    String sql = SELECT + older + " ORDER BY id DESC LIMIT " + limit;
    Object[] values =
        before == null ? new Object[] {tenant.value()} : new Object[] {tenant.value(), before};
    return jdbc.query(sql, (row, _) -> user(row), values);
  }

  static Optional<Stored> byId(JdbcTemplate jdbc, TenantId tenant, UUID id) {
    return jdbc
        .query(SELECT + " AND id = ? FOR UPDATE", (row, _) -> stored(row), tenant.value(), id)
        .stream()
        .findFirst();
  }

  static Optional<Stored> byEmail(JdbcTemplate jdbc, TenantId tenant, String email) {
    return jdbc
        .query(SELECT + " AND email = ?", (row, _) -> stored(row), tenant.value(), email)
        .stream()
        .findFirst();
  }

  /** Inserts; false when the address is taken. */
  static boolean insert(JdbcTemplate jdbc, TenantId tenant, Stored stored) {
    User user = stored.user();
    return jdbc.update(
            "INSERT INTO users (tenant_id, id, email, name, role, status, password_hash, revision,"
                + " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (tenant_id, email) DO NOTHING",
            tenant.value(),
            user.id(),
            user.email(),
            user.name(),
            user.role().label(),
            user.status(),
            stored.passwordHash(),
            user.revision(),
            Times.sql(user.createdAt()),
            Times.sql(user.updatedAt()))
        == 1;
  }

  /** Writes all that can change. */
  static void update(JdbcTemplate jdbc, TenantId tenant, Stored stored) {
    User user = stored.user();
    jdbc.update(
        "UPDATE users SET email = ?, name = ?, role = ?, status = ?, password_hash = ?,"
            + " revision = ?, updated_at = ? WHERE tenant_id = ? AND id = ?",
        user.email(),
        user.name(),
        user.role().label(),
        user.status(),
        stored.passwordHash(),
        user.revision(),
        Times.sql(user.updatedAt()),
        tenant.value(),
        user.id());
  }

  /** The owners who can sign in, held until the transaction ends. */
  static List<UUID> activeOwners(JdbcTemplate jdbc, TenantId tenant) {
    return jdbc.query(
        "SELECT id FROM users WHERE tenant_id = ? AND role = 'owner' AND status = 'active'"
            + " ORDER BY id FOR UPDATE",
        (row, _) -> row.getObject(1, UUID.class),
        tenant.value());
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(user(row), row.getString("password_hash"));
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getObject("id", UUID.class),
        row.getString("email"),
        row.getString("name"),
        Role.ofLabel(row.getString("role")).orElseThrow(),
        row.getString("status"),
        row.getLong("revision"),
        Times.of(row.getTimestamp("created_at")),
        Times.of(row.getTimestamp("updated_at")));
  }
}
