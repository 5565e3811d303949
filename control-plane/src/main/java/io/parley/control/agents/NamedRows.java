package io.parley.control.agents;

import io.parley.control.document.Documents;
import io.parley.kernel.id.TenantId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Rows of a tenant's that are called by a name. Each method works within one transaction of the
 * tenant.
 *
 * @param select ends with a condition whose one parameter is the tenant
 * @param column holds the name
 */
public record NamedRows<T>(String select, String column, RowMapper<T> mapper) {
  /** Those whose names come after {@code after}, by name, at most {@code limit}. */
  public List<T> after(JdbcTemplate jdbc, TenantId tenant, String after, int limit) {
    String behind = " AND " + column + " > ? COLLATE \"C\"";
    String page = select + behind + " ORDER BY " + column + " COLLATE \"C\" LIMIT ?";
    return jdbc.query(page, mapper, tenant.value(), after, limit);
  }

  /** The one of this name. */
  public Optional<T> find(JdbcTemplate jdbc, TenantId tenant, String name) {
    return find(jdbc, tenant, name, "");
  }

  /** The same, kept from others' changes until the transaction ends. */
  public Optional<T> lock(JdbcTemplate jdbc, TenantId tenant, String name) {
    int dot = column.indexOf('.');
    String table = dot < 0 ? "" : " OF " + column.substring(0, dot);
    return find(jdbc, tenant, name, " FOR UPDATE" + table);
  }

  private Optional<T> find(JdbcTemplate jdbc, TenantId tenant, String name, String lock) {
    if (!Documents.isName(name)) {
      return Optional.empty();
    }
    String one = select + " AND " + column + " = ?" + lock;
    return jdbc.query(one, mapper, tenant.value(), name).stream().findFirst();
  }
}
