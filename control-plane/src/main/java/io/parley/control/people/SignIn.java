package io.parley.control.people;

import io.parley.control.Refusal;
import io.parley.control.people.UserRows.Stored;
import io.parley.control.people.Users.User;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From an address and a password to a session. An unknown address, a wrong password and a disabled
 * person get the same answer after the same work. Safe from any thread.
 */
public final class SignIn {
  private static final int MAX_EMAIL = 254;
  private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,63}");

  private final TenantTransactions transactions;
  private final Passwords passwords;
  private final Throttle throttle;
  private final SecureRandom random;
  private final InstantSource wall;

  SignIn(
      TenantTransactions transactions,
      Passwords passwords,
      Throttle throttle,
      SecureRandom random,
      InstantSource wall) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.throttle = throttle;
    this.random = random;
    this.wall = wall;
  }

  /** What somebody gives to sign in; without a tenant it is the default one. */
  public record Proof(@Nullable String tenant, @Nullable String email, @Nullable String password) {
    @Override
    public String toString() {
      return "Proof[***]";
    }
  }

  /** Somebody who is signed in. {@code token} goes into their cookie and nowhere else. */
  public record SignedIn(TenantId tenant, User user, String token) {
    /** As their requests will be made. */
    public Requester requester() {
      return Requester.user(tenant, user.id(), user.role());
    }

    @Override
    public String toString() {
      return "SignedIn[" + tenant + ", " + user.id() + ", ***]";
    }
  }

  /**
   * Signs in.
   *
   * @param source the address the request comes from
   */
  public SignedIn in(Proof proof, String source) {
    TenantId tenant = tenant(proof.tenant());
    String email = account(proof.email());
    throttle.count(tenant, email, source);
    Optional<Stored> stored =
        transactions.in(tenant, jdbc -> UserRows.byEmail(jdbc, tenant, email));
    User user = check(stored, proof.password());
    throttle.forgive(tenant, email, source);
    return transactions.in(
        tenant,
        jdbc -> {
          Instant now = wall.instant();
          String token = Sessions.open(jdbc, tenant, user.id(), now, random);
          Requester who = Requester.user(tenant, user.id(), user.role());
          AuditLog.record(jdbc, who, "session.opened", "user", user.id().toString(), null, null);
          return new SignedIn(tenant, user, token);
        });
  }

  /** Sets one's own password and starts a fresh session; every other one ends. */
  public SignedIn changePassword(
      Requester who, @Nullable String current, @Nullable String wanted, String source) {
    UUID id =
        who.userId()
            .orElseThrow(() -> Refusal.forbidden("not-a-person", "Only people have passwords."));
    TenantId tenant = who.tenant();
    Optional<Stored> stored = transactions.in(tenant, jdbc -> UserRows.byId(jdbc, tenant, id));
    String email = stored.map(found -> found.user().email()).orElse("");
    throttle.count(tenant, email, source);
    check(stored, current);
    throttle.forgive(tenant, email, source);
    String hash = passwords.hash(Fields.password("new_password", wanted, email));
    return transactions.in(
        tenant,
        jdbc -> {
          User before =
              UserRows.byId(jdbc, tenant, id).orElseThrow(() -> Refusal.missing("user")).user();
          Instant now = wall.instant();
          User after = before.with(before.name(), before.role(), before.status(), now);
          UserRows.update(jdbc, tenant, new Stored(after, hash));
          Sessions.closeAll(jdbc, tenant, id);
          AuditLog.record(jdbc, who, "user.password-set", "user", id.toString(), null, null);
          return new SignedIn(tenant, after, Sessions.open(jdbc, tenant, id, now, random));
        });
  }

  private User check(Optional<Stored> stored, @Nullable String password) {
    String hash =
        stored
            .filter(found -> found.user().status().equals("active"))
            .map(Stored::passwordHash)
            .orElse(null);
    if (!passwords.matches(password == null ? "" : password, hash)) {
      throw Refusal.unauthenticated(
          "wrong-credentials", "This address and this password do not belong together.");
    }
    return stored.orElseThrow().user();
  }

  private static TenantId tenant(@Nullable String given) {
    if (given == null || given.isBlank()) {
      return TenantId.DEFAULT;
    }
    if (!TENANT.matcher(given).matches()) {
      throw Refusal.invalid(
          "tenant",
          "This is not an organisation's id.",
          "Leave it out, or give the id as it is in the organisation's keys.");
    }
    return new TenantId(given);
  }

  private static String account(@Nullable String given) {
    String email = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
    if (email.length() > MAX_EMAIL || email.codePoints().anyMatch(Fields::isInvisible)) {
      throw Refusal.invalid(
          "email", "This is not an e-mail address.", "Give one like ada@example.org.");
    }
    return email;
  }
}
