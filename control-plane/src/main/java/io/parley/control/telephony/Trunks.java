package io.parley.control.telephony;

import io.parley.control.agents.DocumentKind;
import io.parley.control.agents.NamedDocuments;
import io.parley.control.agents.NamedRows;
import io.parley.control.agents.Quota;
import io.parley.control.agents.Revised;
import io.parley.control.document.Documents;
import io.parley.control.document.Schema;
import io.parley.control.people.Requester;
import io.parley.control.secret.SecretBox;
import io.parley.control.secret.SecretPlace;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.TrunkDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A tenant's trunks. Each method works within one transaction of the tenant. */
public final class Trunks implements NamedDocuments<TrunkDefinition, TrunkDefinition> {
  /** What a trunk is made of. */
  public static final Schema SCHEMA = TrunkDocument.SCHEMA;

  private static final DocumentKind KIND = DocumentKind.of("trunk", "numbers");

  private static final NamedRows<Kept> ROWS =
      new NamedRows<>(
          "SELECT revision, document, secret FROM trunks WHERE tenant_id = ?",
          "name",
          (row, _) ->
              new Kept(new Revised<>(row.getLong(1), kept(row.getString(2))), row.getString(3)));

  private final SecretBox box;

  /** Trunks whose passwords are kept in {@code box}. */
  public Trunks(SecretBox box) {
    this.box = box;
  }

  private record Kept(Revised<TrunkDefinition> trunk, @Nullable String sealed) {}

  @Override
  public List<TrunkDefinition> list(JdbcTemplate jdbc, TenantId tenant, String after, int limit) {
    return ROWS.after(jdbc, tenant, after, limit).stream()
        .map(kept -> kept.trunk().value())
        .toList();
  }

  @Override
  public Revised<TrunkDefinition> get(JdbcTemplate jdbc, TenantId tenant, String name) {
    return ROWS.find(jdbc, tenant, name).orElseThrow(KIND::missing).trunk();
  }

  private static TrunkDefinition kept(String document) {
    return Documents.value(SCHEMA.filled(Documents.tree(document)), TrunkDefinition.class);
  }

  @Override
  public JsonNode withoutSecret(JsonNode document) {
    return TrunkDocument.withoutPassword(document);
  }

  @Override
  public Revised<TrunkDefinition> create(JdbcTemplate jdbc, Requester who, JsonNode document) {
    TrunkDocument read = TrunkDocument.read(document, false);
    TrunkDefinition trunk = read.definition();
    Quota.TRUNKS.requireRoom(jdbc, who.tenant());
    String text = Documents.text(trunk);
    int made =
        jdbc.update(
            "INSERT INTO trunks (tenant_id, name, document, secret) VALUES (?, ?, ?::jsonb, ?)"
                + " ON CONFLICT DO NOTHING",
            who.tenant().value(),
            trunk.name(),
            text,
            sealed(who.tenant(), read, null));
    KIND.requireMade(made, trunk.name());
    KIND.audit(jdbc, who, "created", trunk.name(), null, text);
    return new Revised<>(1, trunk);
  }

  /** What is kept of a password: the new one, the one there was, or none without digest. */
  private @Nullable String sealed(TenantId tenant, TrunkDocument read, @Nullable String before) {
    if (!read.definition().authentication().asksPassword()) {
      return null;
    }
    return read.password().isEmpty()
        ? before
        : box.seal(place(tenant, read.definition().name()), read.password());
  }

  /** Where the password of the trunk {@code name} is kept. */
  public static SecretPlace place(TenantId tenant, String name) {
    return new SecretPlace(tenant, "trunks", name, "password");
  }

  @Override
  public Revised<TrunkDefinition> replace(
      JdbcTemplate jdbc, Requester who, String name, long seen, JsonNode document) {
    Kept before = locked(jdbc, who, name, seen);
    TrunkDocument read = TrunkDocument.read(document, before.sealed() != null);
    TrunkDefinition trunk = read.definition();
    KIND.requireSameName(name, trunk.name());
    String text = Documents.text(trunk);
    jdbc.update(
        "UPDATE trunks SET document = ?::jsonb, secret = ?, revision = revision + 1,"
            + " updated_at = now() WHERE tenant_id = ? AND name = ?",
        text,
        sealed(who.tenant(), read, before.sealed()),
        who.tenant().value(),
        name);
    KIND.audit(jdbc, who, "changed", name, Documents.text(before.trunk().value()), text);
    if (!read.password().isEmpty()) {
      KIND.audit(jdbc, who, "password-changed", name, null, null);
    }
    return new Revised<>(before.trunk().revision() + 1, trunk);
  }

  /** Refused while a number is reached by it. */
  @Override
  public void remove(JdbcTemplate jdbc, Requester who, String name, long seen) {
    Kept before = locked(jdbc, who, name, seen);
    String tenant = who.tenant().value();
    List<String> numbers =
        jdbc.query(
            "SELECT number FROM numbers WHERE tenant_id = ? AND trunk = ? ORDER BY number LIMIT 5",
            (row, _) -> row.getString(1),
            tenant,
            name);
    KIND.requireUnused(
        numbers, "is the one of", "give these numbers another trunk, or delete them first");
    jdbc.update("DELETE FROM trunks WHERE tenant_id = ? AND name = ?", tenant, name);
    KIND.audit(jdbc, who, "deleted", name, Documents.text(before.trunk().value()), null);
  }

  private static Kept locked(JdbcTemplate jdbc, Requester who, String name, long seen) {
    Kept kept = ROWS.lock(jdbc, who.tenant(), name).orElseThrow(KIND::missing);
    kept.trunk().seenAs(seen, KIND.title());
    return kept;
  }
}
