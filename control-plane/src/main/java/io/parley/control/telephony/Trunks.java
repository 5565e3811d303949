package io.parley.control.telephony;

import io.parley.control.Refusal;
import io.parley.control.agents.Quota;
import io.parley.control.agents.Revised;
import io.parley.control.document.Documents;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.Schema;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import io.parley.control.secret.SecretBox;
import io.parley.control.secret.SecretPlace;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.TrunkDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A tenant's trunks. Each method works within one transaction of the tenant. */
public final class Trunks {
  /** What a trunk is made of. */
  public static final Schema SCHEMA = TrunkDocument.SCHEMA;

  private static final String WHAT = "trunk";

  private final SecretBox box;

  /** Trunks whose passwords are kept in {@code box}. */
  public Trunks(SecretBox box) {
    this.box = box;
  }

  private record Kept(Revised<TrunkDefinition> trunk, @Nullable String sealed) {}

  /** The trunks whose names come after {@code after}, by name, at most {@code limit}. */
  public static List<TrunkDefinition> list(
      JdbcTemplate jdbc, TenantId tenant, String after, int limit) {
    return jdbc.query(
        "SELECT document FROM trunks WHERE tenant_id = ? AND name > ? COLLATE \"C\""
            + " ORDER BY name COLLATE \"C\" LIMIT ?",
        (row, _) -> kept(row.getString(1)),
        tenant.value(),
        after,
        limit);
  }

  /** The trunk of this name. */
  public static Revised<TrunkDefinition> get(JdbcTemplate jdbc, TenantId tenant, String name) {
    return find(jdbc, tenant, name, "").orElseThrow(() -> Refusal.missing(WHAT)).trunk();
  }

  private static Optional<Kept> find(JdbcTemplate jdbc, TenantId tenant, String name, String lock) {
    if (!Documents.isName(name)) {
      return Optional.empty();
    }
    return jdbc
        .query(
            "SELECT revision, document, secret FROM trunks WHERE tenant_id = ? AND name = ?" + lock,
            (row, _) ->
                new Kept(new Revised<>(row.getLong(1), kept(row.getString(2))), row.getString(3)),
            tenant.value(),
            name)
        .stream()
        .findFirst();
  }

  private static TrunkDefinition kept(String document) {
    return Documents.value(SCHEMA.filled(Documents.tree(document)), TrunkDefinition.class);
  }

  /** {@code body} without its password, for what is written down about a request. */
  public static JsonNode withoutPassword(JsonNode body) {
    return TrunkDocument.withoutPassword(body);
  }

  /** Makes a trunk of {@code document}. */
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
    if (made == 0) {
      throw new InvalidDocument(
          "name",
          "another trunk is called '" + trunk.name() + "' already",
          "choose another name, or change that trunk");
    }
    AuditLog.record(jdbc, who, "trunk.created", WHAT, trunk.name(), null, text);
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

  /** Replaces the trunk {@code name}, of which the sender has seen the revision {@code seen}. */
  public Revised<TrunkDefinition> replace(
      JdbcTemplate jdbc, Requester who, String name, long seen, JsonNode document) {
    Kept before = locked(jdbc, who, name, seen);
    TrunkDocument read = TrunkDocument.read(document, before.sealed() != null);
    TrunkDefinition trunk = read.definition();
    if (!trunk.name().equals(name)) {
      throw new InvalidDocument(
          "name",
          "is not the name of this trunk, which numbers know it by",
          "leave it '" + name + "', or make a new trunk");
    }
    String text = Documents.text(trunk);
    jdbc.update(
        "UPDATE trunks SET document = ?::jsonb, secret = ?, revision = revision + 1,"
            + " updated_at = now() WHERE tenant_id = ? AND name = ?",
        text,
        sealed(who.tenant(), read, before.sealed()),
        who.tenant().value(),
        name);
    String old = Documents.text(before.trunk().value());
    AuditLog.record(jdbc, who, "trunk.changed", WHAT, name, old, text);
    if (!read.password().isEmpty()) {
      AuditLog.record(jdbc, who, "trunk.password-changed", WHAT, name, null, null);
    }
    return new Revised<>(before.trunk().revision() + 1, trunk);
  }

  /** Removes the trunk {@code name}; refused while a number is reached by it. */
  public static void delete(JdbcTemplate jdbc, Requester who, String name, long seen) {
    Kept before = locked(jdbc, who, name, seen);
    String tenant = who.tenant().value();
    List<String> numbers =
        jdbc.query(
            "SELECT number FROM numbers WHERE tenant_id = ? AND trunk = ? ORDER BY number LIMIT 5",
            (row, _) -> row.getString(1),
            tenant,
            name);
    if (!numbers.isEmpty()) {
      throw Refusal.conflict(
          "trunk-in-use",
          "The trunk is the one of "
              + String.join(", ", numbers)
              + ": give these numbers another trunk, or delete them first.");
    }
    jdbc.update("DELETE FROM trunks WHERE tenant_id = ? AND name = ?", tenant, name);
    String old = Documents.text(before.trunk().value());
    AuditLog.record(jdbc, who, "trunk.deleted", WHAT, name, old, null);
  }

  private static Kept locked(JdbcTemplate jdbc, Requester who, String name, long seen) {
    Kept kept =
        find(jdbc, who.tenant(), name, " FOR UPDATE").orElseThrow(() -> Refusal.missing(WHAT));
    kept.trunk().seenAs(seen, WHAT);
    return kept;
  }
}
