package io.parley.control.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A PostgreSQL somebody else runs. The role of its URL owns the schema and migrates; queries run as
 * {@code parley_app}, a role without login that is made where the given role may make roles, so
 * that row-level security binds them. Owned by the {@code database} thread.
 */
public final class ExternalDatabase implements DatabaseServer {
  private static final String APP_ROLE = "parley_app";
  private static final String ROLE_EXISTS =
      "SELECT 1 FROM pg_roles WHERE rolname = 'parley_app' AND NOT rolsuper AND NOT rolbypassrls";
  private static final String BYPASSES =
      "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)";
  private static final String MAY_MAKE_ROLES =
      "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)";
  private static final String IS_MEMBER =
      "SELECT 1 WHERE pg_has_role(current_user, 'parley_app', 'MEMBER')";
  private static final String JOIN =
      "DO $$ BEGIN EXECUTE format('GRANT parley_app TO %I', current_user); END $$";

  private final DatabaseUrl url;

  /** The database at {@code url}, not yet connected to. */
  public ExternalDatabase(DatabaseUrl url) {
    this.url = url;
  }

  @Override
  public String description() {
    return "PostgreSQL at " + url.place();
  }

  @Override
  public DatabaseAccess start() throws DatabaseFault {
    try (Connection connection = Sql.connect(url.jdbcUrl(), url.login(), Duration.ofSeconds(10))) {
      boolean appRole = ensureAppRole(connection);
      String note = appRole ? "" : note(connection);
      return new DatabaseAccess(
          url.jdbcUrl(), url.login(), url.login(), appRole ? APP_ROLE : "", note);
    } catch (SQLException e) {
      throw new DatabaseFault(description() + " is away: " + e.getMessage(), e);
    }
  }

  @Override
  public DatabaseAccess running() throws DatabaseFault {
    return start();
  }

  private static boolean ensureAppRole(Connection connection) {
    try {
      if (Sql.isEmpty(connection, ROLE_EXISTS)) {
        if (Sql.isEmpty(connection, MAY_MAKE_ROLES)) {
          return false;
        }
        Sql.run(connection, "CREATE ROLE parley_app NOLOGIN NOSUPERUSER NOBYPASSRLS");
      }
      if (Sql.isEmpty(connection, IS_MEMBER)) {
        Sql.run(connection, JOIN);
      }
      Sql.run(connection, "SET ROLE parley_app");
      Sql.run(connection, "RESET ROLE");
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  private static String note(Connection connection) throws SQLException {
    if (Sql.isEmpty(connection, BYPASSES)) {
      return "the role of DATABASE_URL may not make the role parley_app: it runs as the schema's"
          + " owner, to whom row-level security is applied by force";
    }
    return "the role of DATABASE_URL bypasses row-level security and parley_app cannot be used:"
        + " tenants are kept apart by queries only; let it create roles, or give another role";
  }

  @Override
  public void tend() {
    // Whoever runs it looks after it; the pool connects again by itself.
  }

  @Override
  public long restarts() {
    return 0;
  }

  @Override
  public void close() {
    // Nothing of ours runs there.
  }
}
