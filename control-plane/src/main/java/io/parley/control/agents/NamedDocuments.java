package io.parley.control.agents;

import io.parley.control.people.Requester;
import io.parley.kernel.id.TenantId;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * What a tenant keeps by name and people edit. Each method works within one transaction of the
 * tenant.
 *
 * @param <L> one of them in a list
 * @param <T> one of them by itself
 */
public interface NamedDocuments<L, T> {
  /** Those whose names come after {@code after}, by name, at most {@code limit}. */
  List<L> list(JdbcTemplate jdbc, TenantId tenant, String after, int limit);

  /** The one of this name; refused when there is none. */
  Revised<T> get(JdbcTemplate jdbc, TenantId tenant, String name);

  /** Makes one of {@code document}. */
  Revised<T> create(JdbcTemplate jdbc, Requester who, JsonNode document);

  /** Replaces the one called {@code name}, of which the sender has seen {@code seen}. */
  Revised<T> replace(JdbcTemplate jdbc, Requester who, String name, long seen, JsonNode document);

  /** Takes the one called {@code name} away; refused while something else needs it. */
  void remove(JdbcTemplate jdbc, Requester who, String name, long seen);

  /** {@code document} without what is secret, for what is written down about a request. */
  default JsonNode withoutSecret(JsonNode document) {
    return document;
  }
}
