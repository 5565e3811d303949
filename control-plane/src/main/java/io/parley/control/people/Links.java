package io.parley.control.people;

import io.parley.control.Refusal;
import io.parley.control.people.UserRows.Stored;
import io.parley.control.people.Users.User;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Links that set a password once, for the first owner and for everybody who is invited. Safe from
 * any thread.
 */
public final class Links {
  /** How long a link can be used. */
  static final Duration VALID = Duration.ofHours(24);

  /** The address of an owner whom nobody has been yet. */
  static final String NOBODY = "owner@localhost";

  private final TenantTransactions transactions;
  private final Passwords passwords;
  private final SecureRandom random;
  private final InstantSource wall;

  Links(
      TenantTransactions transactions,
      Passwords passwords,
      SecureRandom random,
      InstantSource wall) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.random = random;
    this.wall = wall;
  }

  /** What somebody fills in who follows a link. */
  public record Answer(
      @Nullable String token,
      @Nullable String email,
      @Nullable String name,
      @Nullable String password) {
    @Override
    public String toString() {
      return "Answer[***]";
    }
  }

  /**
   * A link's token for the default tenant's first owner, who is made when absent; empty when an
   * owner can sign in.
   */
  public Optional<String> firstRun() {
    TenantId tenant = TenantId.DEFAULT;
    return transactions.in(
        tenant,
        jdbc -> {
          if (!UserRows.activeOwners(jdbc, tenant).isEmpty()) {
            return Optional.empty();
          }
          return Optional.of(make(jdbc, tenant, invitedOwner(jdbc, tenant)));
        });
  }

  private UUID invitedOwner(JdbcTemplate jdbc, TenantId tenant) {
    Optional<Stored> waiting = UserRows.byEmail(jdbc, tenant, NOBODY);
    if (waiting.isPresent()) {
      return waiting.get().user().id();
    }
    Instant now = wall.instant();
    UUID id = Ids.fresh(now, random);
    User owner = new User(id, NOBODY, "Owner", Role.OWNER, "invited", 1, now, now);
    UserRows.insert(jdbc, tenant, new Stored(owner, null));
    Requester system = Requester.of(tenant, "first-start", Role.OWNER);
    AuditLog.record(
        jdbc, system, "user.created", "user", id.toString(), null, AuditLog.json(owner));
    return UserRows.byEmail(jdbc, tenant, NOBODY).orElseThrow().user().id();
  }

  /** A fresh link's token for {@code user}, in the running transaction. */
  String make(JdbcTemplate jdbc, TenantId tenant, UUID user) {
    Instant now = wall.instant();
    jdbc.update(
        "DELETE FROM one_time_links WHERE tenant_id = ? AND expires_at <= ?",
        tenant.value(),
        Times.sql(now));
    TenantSecret secret = TenantSecret.fresh(tenant, random);
    jdbc.update(
        "INSERT INTO one_time_links (tenant_id, token_hash, user_id, created_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        tenant.value(),
        secret.hash(),
        user,
        Times.sql(now),
        Times.sql(now.plus(VALID)));
    return secret.text('.');
  }

  /**
   * Sets the password of the link's person, ends their other links and sessions, and signs them in.
   */
  public SignIn.SignedIn use(Answer answer) {
    String token = answer.token();
    TenantSecret secret =
        TenantSecret.parse(token == null ? "" : token.strip()).orElseThrow(Links::unusable);
    TenantId tenant = secret.tenant();
    User invited = transactions.in(tenant, jdbc -> holder(jdbc, secret).user());
    boolean nobody = invited.email().equals(NOBODY);
    String email = nobody ? Fields.email(answer.email()) : invited.email();
    String wanted = answer.name();
    String name = wanted == null && !nobody ? invited.name() : Fields.name(wanted);
    String hash = passwords.hash(Fields.password("password", answer.password(), email));
    try {
      return transactions.in(
          tenant,
          jdbc -> {
            User before = holder(jdbc, secret).user();
            User after = before.activated(email, name, wall.instant());
            UserRows.update(jdbc, tenant, new Stored(after, hash));
            jdbc.update(
                "DELETE FROM one_time_links WHERE tenant_id = ? AND user_id = ?",
                tenant.value(),
                after.id());
            Sessions.closeAll(jdbc, tenant, after.id());
            AuditLog.record(
                jdbc,
                Requester.user(tenant, after.id(), after.role()),
                "user.password-set",
                "user",
                after.id().toString(),
                AuditLog.json(before),
                AuditLog.json(after));
            String session = Sessions.open(jdbc, tenant, after.id(), wall.instant(), random);
            return new SignIn.SignedIn(tenant, after, session);
          });
    } catch (DuplicateKeyException _) {
      throw Users.emailTaken();
    }
  }

  private Stored holder(JdbcTemplate jdbc, TenantSecret secret) {
    List<UUID> ids =
        jdbc.query(
            "SELECT user_id FROM one_time_links WHERE tenant_id = ? AND token_hash = ?"
                + " AND expires_at > ? FOR UPDATE",
            (row, _) -> row.getObject(1, UUID.class),
            secret.tenant().value(),
            secret.hash(),
            Times.sql(wall.instant()));
    return ids.stream()
        .findFirst()
        .flatMap(id -> UserRows.byId(jdbc, secret.tenant(), id))
        .filter(stored -> !stored.user().status().equals("disabled"))
        .orElseThrow(Links::unusable);
  }

  private static Refusal unusable() {
    return Refusal.unauthenticated(
        "link-unusable",
        "This link was used before or is older than 24 hours: an admin makes a new one;"
            + " the first owner's is printed at every start.");
  }
}
