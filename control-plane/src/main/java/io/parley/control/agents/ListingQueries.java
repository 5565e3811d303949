package io.parley.control.agents;

import io.parley.control.document.Documents;
import io.parley.control.document.Schema;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.TrunkDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The directory of all tenants out of the database. Safe from any thread. */
final class ListingQueries {
  private static final Schema TRUNK = Schema.of("trunk");
  private static final String NUMBERS =
      """
      SELECT n.tenant_id, n.number, n.agent_id, coalesce(n.version, a.latest_version),
             coalesce(n.trunk, ''), n.priority
        FROM numbers n
        JOIN agents a ON a.tenant_id = n.tenant_id AND a.id = n.agent_id
       WHERE a.archived_at IS NULL AND a.latest_version IS NOT NULL
       ORDER BY n.created_at, n.tenant_id, n.number
      """;
  private static final String AGENTS =
      """
      SELECT v.tenant_id, v.agent_id, v.version, v.definition, l.document
        FROM agent_versions v
        JOIN (SELECT DISTINCT n.tenant_id, n.agent_id, coalesce(n.version, a.latest_version) AS version
                FROM numbers n
                JOIN agents a ON a.tenant_id = n.tenant_id AND a.id = n.agent_id
               WHERE a.archived_at IS NULL) used
          ON used.tenant_id = v.tenant_id AND used.agent_id = v.agent_id
             AND used.version = v.version
        LEFT JOIN lessons l
          ON l.tenant_id = v.tenant_id AND l.name = v.definition->>'lesson'
      """;

  private static final String LIMITS =
      "SELECT tenant_id, limits FROM tenants WHERE limits <> '{}' ORDER BY tenant_id";

  private static final String CREDENTIALS =
      """
      SELECT tenant_id, name, document->>'provider', document->>'base_url', document->>'model',
             secret, revision
        FROM provider_credentials
       WHERE document->>'provider' IN ('openai', 'groq', 'openai-compatible')
       ORDER BY tenant_id, name
      """;

  private final TenantTransactions transactions;

  ListingQueries(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** Grows with every change of what a listing holds. */
  long revision() {
    return transactions.inDirectory(ListingQueries::revisionIn);
  }

  private static long revisionIn(JdbcTemplate jdbc) {
    Long sum =
        jdbc.queryForObject(
            "SELECT coalesce(sum(revision), 0)::bigint FROM directory_revisions", Long.class);
    return sum == null ? 0 : sum;
  }

  /** All of it. The revision is read first: what changes meanwhile is read again next time. */
  Listing read() {
    return transactions.inDirectory(jdbc -> {
      long revision = revisionIn(jdbc);
      List<Listing.Reach> numbers =
          jdbc.query(
              NUMBERS,
              (row, _) ->
                  new Listing.Reach(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getInt(4),
                      row.getString(5),
                      row.getInt(6)));
      List<Listing.Agent> agents =
          jdbc.query(
              AGENTS,
              (row, _) ->
                  new Listing.Agent(
                      row.getString(1),
                      row.getString(2),
                      row.getInt(3),
                      AgentDocuments.kept(row.getString(4)),
                      lesson(row.getString(5))));
      List<Listing.Trunk> trunks =
          jdbc.query(
              "SELECT tenant_id, document, secret FROM trunks ORDER BY tenant_id, name",
              (row, _) ->
                  new Listing.Trunk(row.getString(1), trunk(row.getString(2)), row.getString(3)));
      List<Listing.Organisation> organisations =
          jdbc.query(
              LIMITS,
              (row, _) -> new Listing.Organisation(row.getString(1), limits(row.getString(2))));
      List<SealedCredential> credentials =
          jdbc.query(
              CREDENTIALS,
              (row, _) ->
                  new SealedCredential(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5),
                      row.getString(6),
                      row.getLong(7)));
      return new Listing(revision, numbers, agents, trunks, organisations, credentials);
    });
  }

  private static @Nullable LessonContent lesson(@Nullable String document) {
    return document == null ? null : Lessons.content(document);
  }

  private static Limits limits(String document) {
    return Documents.value(Documents.tree(document), Limits.class);
  }

  private static TrunkDefinition trunk(String document) {
    return Documents.value(TRUNK.filled(Documents.tree(document)), TrunkDefinition.class);
  }
}
