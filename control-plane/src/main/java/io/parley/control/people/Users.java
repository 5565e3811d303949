package io.parley.control.people;

import io.parley.control.Refusal;
import io.parley.control.people.UserRows.Stored;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The people of an organisation. Nobody gives a role that may do more than they may themselves, and
 * an organisation keeps an owner who can sign in. Safe from any thread.
 */
public final class Users {
  private static final String ACTIVE = "active";

  private final TenantTransactions transactions;
  private final Passwords passwords;
  private final Links links;
  private final SecureRandom random;
  private final InstantSource wall;

  Users(
      TenantTransactions transactions,
      Passwords passwords,
      Links links,
      SecureRandom random,
      InstantSource wall) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.links = links;
    this.random = random;
    this.wall = wall;
  }

  /**
   * One person.
   *
   * @param status {@code invited} until a password is set, then {@code active} or {@code disabled}
   * @param revision goes up with every change
   */
  public record User(
      UUID id,
      String email,
      String name,
      Role role,
      String status,
      long revision,
      Instant createdAt,
      Instant updatedAt) {
    User with(String newName, Role newRole, String newStatus, Instant at) {
      return new User(id, email, newName, newRole, newStatus, revision + 1, createdAt, at);
    }

    User activated(String newEmail, String newName, Instant at) {
      return new User(id, newEmail, newName, role, ACTIVE, revision + 1, createdAt, at);
    }
  }

  /** Someone to be; without a password they are invited. */
  public record NewUser(
      @Nullable String email,
      @Nullable String name,
      @Nullable String role,
      @Nullable String password) {
    @Override
    public String toString() {
      return "NewUser[***]";
    }
  }

  /** What to change; null leaves it. */
  public record Change(@Nullable String name, @Nullable String role, @Nullable String status) {}

  /** Someone who is now; {@code linkToken} sets their password once, null when they have one. */
  public record Made(User user, @Nullable String linkToken) {}

  /** The newest first, those after {@code before}. */
  public List<User> list(TenantId tenant, int limit, @Nullable UUID before) {
    return transactions.in(tenant, jdbc -> UserRows.list(jdbc, tenant, limit, before));
  }

  /** One person; refuses when there is none. */
  public User find(TenantId tenant, UUID id) {
    return transactions.in(tenant, jdbc -> stored(jdbc, tenant, id).user());
  }

  /** Makes a person. */
  public Made create(Requester who, NewUser wanted) {
    String email = Fields.email(wanted.email());
    String name = Fields.name(wanted.name());
    Role role = Fields.role(wanted.role());
    requireMayGive(who, role);
    String given = wanted.password();
    String hash = given == null ? null : passwords.hash(Fields.password("password", given, email));
    Instant now = wall.instant();
    UUID id = Ids.fresh(now, random);
    String status = hash == null ? "invited" : ACTIVE;
    User user = new User(id, email, name, role, status, 1, now, now);
    return transactions.in(
        who.tenant(),
        jdbc -> {
          if (!UserRows.insert(jdbc, who.tenant(), new Stored(user, hash))) {
            throw emailTaken();
          }
          AuditLog.record(
              jdbc, who, "user.created", "user", id.toString(), null, AuditLog.json(user));
          return new Made(user, hash == null ? links.make(jdbc, who.tenant(), id) : null);
        });
  }

  static Refusal emailTaken() {
    return Refusal.conflict("email-taken", "Somebody in this organisation has this address.");
  }

  /**
   * Changes a person.
   *
   * @param revision what the sender has seen; null when they do not mind
   */
  public User change(Requester who, UUID id, Change wanted, @Nullable Long revision) {
    return transactions.in(
        who.tenant(),
        jdbc -> {
          List<UUID> owners = UserRows.activeOwners(jdbc, who.tenant());
          Stored stored = stored(jdbc, who.tenant(), id);
          User before = stored.user();
          if (revision != null && revision != before.revision()) {
            throw Refusal.outdated("user");
          }
          User after = changed(before, stored.passwordHash() != null, wanted);
          requireMayGive(who, before.role());
          requireMayGive(who, after.role());
          boolean stays = after.role() == Role.OWNER && after.status().equals(ACTIVE);
          requireAnOwnerIsLeft(owners, id, stays);
          UserRows.update(jdbc, who.tenant(), new Stored(after, stored.passwordHash()));
          if (!after.status().equals(ACTIVE)) {
            Sessions.closeAll(jdbc, who.tenant(), id);
          }
          AuditLog.record(
              jdbc,
              who,
              "user.changed",
              "user",
              id.toString(),
              AuditLog.json(before),
              AuditLog.json(after));
          return after;
        });
  }

  private User changed(User before, boolean hasPassword, Change wanted) {
    String name = wanted.name() == null ? before.name() : Fields.name(wanted.name());
    Role role = wanted.role() == null ? before.role() : Fields.role(wanted.role());
    String status = before.status();
    String wish = wanted.status();
    if (wish != null) {
      if (!wish.equals(ACTIVE) && !wish.equals("disabled")) {
        throw Refusal.invalid(
            "status", "There is no such status to set.", "Give active or disabled.");
      }
      status = wish.equals(ACTIVE) && !hasPassword ? "invited" : wish;
    }
    return before.with(name, role, status, wall.instant());
  }

  /** Removes a person, their sessions and links; what they did stays on record. */
  public void remove(Requester who, UUID id) {
    transactions.in(
        who.tenant(),
        jdbc -> {
          List<UUID> owners = UserRows.activeOwners(jdbc, who.tenant());
          User before = stored(jdbc, who.tenant(), id).user();
          requireMayGive(who, before.role());
          requireAnOwnerIsLeft(owners, id, false);
          AuditLog.record(
              jdbc, who, "user.removed", "user", id.toString(), AuditLog.json(before), null);
          return jdbc.update(
              "DELETE FROM users WHERE tenant_id = ? AND id = ?", who.tenant().value(), id);
        });
  }

  /** A fresh one-time link for somebody who has no password yet, or has lost it. */
  public String newLink(Requester who, UUID id) {
    return transactions.in(
        who.tenant(),
        jdbc -> {
          User user = stored(jdbc, who.tenant(), id).user();
          requireMayGive(who, user.role());
          if (user.status().equals("disabled")) {
            throw Refusal.conflict("user-disabled", "This person is disabled: enable them first.");
          }
          AuditLog.record(jdbc, who, "user.link-made", "user", id.toString(), null, null);
          return links.make(jdbc, who.tenant(), id);
        });
  }

  private static Stored stored(JdbcTemplate jdbc, TenantId tenant, UUID id) {
    return UserRows.byId(jdbc, tenant, id).orElseThrow(() -> Refusal.missing("user"));
  }

  private static void requireMayGive(Requester who, Role role) {
    if (!who.mayGive(role.permissions())) {
      throw Refusal.forbidden(
          "role-above-own",
          "The role %s may do more than you may: ask somebody who has it.".formatted(role.label()));
    }
  }

  private static void requireAnOwnerIsLeft(List<UUID> owners, UUID id, boolean stays) {
    if (!stays && owners.equals(List.of(id))) {
      throw Refusal.conflict(
          "last-owner", "This is the last owner who can sign in: make another owner first.");
    }
  }
}
