package io.parley.control.provider;

import io.parley.control.agents.DocumentKind;
import io.parley.control.agents.NamedDocuments;
import io.parley.control.agents.NamedRows;
import io.parley.control.agents.Quota;
import io.parley.control.agents.Revised;
import io.parley.control.document.Documents;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.Schema;
import io.parley.control.people.Requester;
import io.parley.control.provider.Providers.Shown;
import io.parley.control.reach.TargetGuard;
import io.parley.control.secret.SecretBox;
import io.parley.control.secret.SecretFault;
import io.parley.control.secret.SecretPlace;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.net.Network;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tenant's credentials. Each method works within one transaction of the tenant. */
public final class Providers implements NamedDocuments<Shown, Shown> {
  /** What a credential is made of. */
  public static final Schema SCHEMA = ProviderDocument.SCHEMA;

  private static final DocumentKind KIND =
      new DocumentKind("provider", "provider credential", "credential", "agents");
  private static final String ALLOW = "PARLEY_PROVIDER_ALLOW";
  private static final NamedRows<Kept> ROWS =
      new NamedRows<>(
          "SELECT document, tested, revision, secret FROM provider_credentials WHERE tenant_id = ?",
          "name",
          (row, _) ->
              new Kept(
                  new Revised<>(row.getLong(3), shown(row.getString(1), row.getString(2))),
                  row.getString(4)));
  private static final String IN_USE =
      """
      SELECT a.id FROM agents a
        LEFT JOIN agent_versions v
          ON v.tenant_id = a.tenant_id AND v.agent_id = a.id AND v.version = a.latest_version
       WHERE a.tenant_id = ? AND a.archived_at IS NULL
         AND (jsonb_exists(a.draft->'providers'->'llm', ?)
              OR jsonb_exists(v.definition->'providers'->'llm', ?))
      UNION
      SELECT n.agent_id FROM numbers n
        JOIN agent_versions v
          ON v.tenant_id = n.tenant_id AND v.agent_id = n.agent_id AND v.version = n.version
       WHERE n.tenant_id = ? AND jsonb_exists(v.definition->'providers'->'llm', ?)
       ORDER BY 1 LIMIT 5
      """;

  private final SecretBox box;
  private final TargetGuard guard;

  /** Credentials whose keys are kept in {@code box}, and sent where {@code guard} allows it. */
  public Providers(SecretBox box, TargetGuard guard) {
    this.box = box;
    this.guard = guard;
  }

  /** Reads networks that providers may be in although they are not public. */
  public static List<Network> networks(String allowed) {
    return TargetGuard.networks(ALLOW, allowed);
  }

  /**
   * A credential and how its last test ended.
   *
   * @param lastTest null when there was none since it was changed
   */
  public record Shown(ProviderDefinition credential, @Nullable TestResult lastTest) {}

  private record Kept(Revised<Shown> shown, @Nullable String sealed) {
    ProviderDefinition definition() {
      return shown.value().credential();
    }
  }

  @Override
  public List<Shown> list(JdbcTemplate jdbc, TenantId tenant, String after, int limit) {
    return ROWS.after(jdbc, tenant, after, limit).stream()
        .map(kept -> kept.shown().value())
        .toList();
  }

  private static Shown shown(String document, @Nullable String tested) {
    return new Shown(
        Documents.value(SCHEMA.filled(Documents.tree(document)), ProviderDefinition.class),
        tested == null ? null : Documents.value(Documents.tree(tested), TestResult.class));
  }

  @Override
  public Revised<Shown> get(JdbcTemplate jdbc, TenantId tenant, String name) {
    return ROWS.find(jdbc, tenant, name).orElseThrow(KIND::missing).shown();
  }

  @Override
  public JsonNode withoutSecret(JsonNode document) {
    JsonNode copy = document.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.remove("key");
    }
    return copy;
  }

  @Override
  public Revised<Shown> create(JdbcTemplate jdbc, Requester who, JsonNode document) {
    ProviderDocument read = ProviderDocument.read(document, null);
    ProviderDefinition definition = read.definition();
    requireTarget(definition);
    Quota.CREDENTIALS.requireRoom(jdbc, who.tenant());
    String text = Documents.text(definition);
    int made =
        jdbc.update(
            "INSERT INTO provider_credentials (tenant_id, name, document, secret)"
                + " VALUES (?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING",
            who.tenant().value(),
            definition.name(),
            text,
            sealed(who.tenant(), read, null));
    KIND.requireMade(made, definition.name());
    KIND.audit(jdbc, who, "created", definition.name(), null, text);
    return get(jdbc, who.tenant(), definition.name());
  }

  private @Nullable String sealed(TenantId tenant, ProviderDocument read, @Nullable String before) {
    return read.key().isEmpty()
        ? before
        : box.seal(place(tenant, read.definition().name()), read.key());
  }

  static SecretPlace place(TenantId tenant, String name) {
    return new SecretPlace(tenant, "provider_credentials", name, "key");
  }

  @Override
  public Revised<Shown> replace(
      JdbcTemplate jdbc, Requester who, String name, long seen, JsonNode document) {
    Kept before = locked(jdbc, who, name, seen);
    ProviderDocument read = ProviderDocument.read(document, before.definition());
    ProviderDefinition definition = read.definition();
    KIND.requireSameName(name, definition.name());
    requireOwnKey(before.definition(), read);
    requireTarget(definition);
    String text = Documents.text(definition);
    jdbc.update(
        "UPDATE provider_credentials SET document = ?::jsonb, secret = ?, tested = NULL,"
            + " revision = revision + 1, updated_at = now() WHERE tenant_id = ? AND name = ?",
        text,
        sealed(who.tenant(), read, before.sealed()),
        who.tenant().value(),
        name);
    KIND.audit(jdbc, who, "changed", name, Documents.text(before.definition()), text);
    return get(jdbc, who.tenant(), name);
  }

  /** Refuses a place that no key is sent to. Calls look its name up by themselves later. */
  private void requireTarget(ProviderDefinition definition) {
    if (!definition.baseUrl().isEmpty()) {
      guard.require(URI.create(definition.baseUrl()), "base_url", ALLOW);
    }
  }

  /** A key is not sent to another place than it was given for. */
  private static void requireOwnKey(ProviderDefinition before, ProviderDocument read) {
    ProviderDefinition after = read.definition();
    boolean moved =
        !before.provider().equals(after.provider()) || !before.baseUrl().equals(after.baseUrl());
    if (moved && before.keySet() && read.key().isEmpty()) {
      throw new InvalidDocument(
          "key",
          "was given for another provider or base_url and is not sent elsewhere",
          "give the key for this one");
    }
  }

  /** Refused while an agent's chain names it. */
  @Override
  public void remove(JdbcTemplate jdbc, Requester who, String name, long seen) {
    Kept before = locked(jdbc, who, name, seen);
    String tenant = who.tenant().value();
    List<String> agents =
        jdbc.query(IN_USE, (row, _) -> row.getString(1), tenant, name, name, tenant, name);
    KIND.requireUnused(
        agents, "is in the chain of", "give these agents another one and publish them first");
    jdbc.update("DELETE FROM provider_credentials WHERE tenant_id = ? AND name = ?", tenant, name);
    KIND.audit(jdbc, who, "deleted", name, Documents.text(before.definition()), null);
  }

  private static Kept locked(JdbcTemplate jdbc, Requester who, String name, long seen) {
    Kept kept = ROWS.lock(jdbc, who.tenant(), name).orElseThrow(KIND::missing);
    kept.shown().seenAs(seen, KIND.title());
    return kept;
  }

  /** What a test of {@code name} needs; the test itself waits for no transaction. */
  public Trial trial(JdbcTemplate jdbc, TenantId tenant, String name) {
    Kept kept = ROWS.find(jdbc, tenant, name).orElseThrow(KIND::missing);
    ProviderDefinition definition = kept.definition();
    ProviderKind kind = definition.kind();
    URI target = URI.create(kind.baseUrl(definition.baseUrl()) + kind.testPath());
    long revision = kept.shown().revision();
    try {
      String key = kept.sealed() == null ? "" : box.open(place(tenant, name), kept.sealed());
      return new Trial(name, revision, probe -> probe.get(target, kind.headers(key)));
    } catch (SecretFault lost) {
      return new Trial(name, revision, probe -> probe.lost(String.valueOf(lost.getMessage())));
    }
  }

  /** Keeps how {@code trial} ended, unless the credential was changed meanwhile. */
  public static void record(JdbcTemplate jdbc, Requester who, Trial trial, TestResult result) {
    String text = Documents.text(result);
    jdbc.update(
        "UPDATE provider_credentials SET tested = ?::jsonb"
            + " WHERE tenant_id = ? AND name = ? AND revision = ?",
        text,
        who.tenant().value(),
        trial.name(),
        trial.revision());
    KIND.audit(jdbc, who, "tested", trial.name(), null, text);
  }
}
