package io.parley.control.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.Refusal;
import io.parley.control.people.ApiKeys.NewKey;
import io.parley.control.people.SignIn.Proof;
import io.parley.control.people.SignIn.SignedIn;
import io.parley.control.people.Users.Change;
import io.parley.control.people.Users.NewUser;
import io.parley.control.people.Users.User;
import io.parley.control.store.TestDatabase;
import io.parley.kernel.id.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People against a real database, with a clock that the test moves. */
class PeopleIT {
  private static final String PASSWORD = "a long enough sentence";
  private static final Requester OWNER = Requester.of(TenantId.DEFAULT, "test-owner", Role.OWNER);

  @TempDir static Path data;
  private static TestDatabase database;
  private static People people;
  private static Instant now = Instant.parse("2026-11-20T10:00:00Z");

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.start(data);
    people = People.of(database.transactions(), () -> now);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void aSessionEndsWhenUnusedAndInAnyCaseAfterHalfADay() {
    User user = user("session@example.org", Role.OPERATOR);
    String idle = signIn(user.email()).token();
    advance(Sessions.IDLE.minusSeconds(1));
    assertThat(people.sessions().find(idle)).isPresent();
    advance(Sessions.IDLE.plusSeconds(1));
    assertThat(people.sessions().find(idle)).isEmpty();

    String busy = signIn(user.email()).token();
    for (Duration used = Duration.ZERO;
        used.compareTo(Sessions.LONGEST.minusHours(1)) < 0;
        used = used.plusHours(1)) {
      assertThat(people.sessions().find(busy)).isPresent();
      advance(Duration.ofHours(1));
    }
    advance(Duration.ofHours(1));
    assertThat(people.sessions().find(busy)).isEmpty();
  }

  @Test
  void aSessionEndsWithItsPersonAndFollowsTheirRole() {
    User user = user("follows@example.org", Role.OPERATOR);
    String token = signIn(user.email()).token();
    people.users().change(OWNER, user.id(), new Change(null, "analyst", null), null);
    assertThat(people.sessions().find(token).orElseThrow().role()).isEqualTo(Role.ANALYST);
    people.users().change(OWNER, user.id(), new Change(null, null, "disabled"), null);
    assertThat(people.sessions().find(token)).isEmpty();
    refuses(Refusal.Kind.UNAUTHENTICATED, () -> signIn(user.email()));
  }

  @Test
  void isStoredAsHashesOnly() {
    User user = user("hashed@example.org", Role.OPERATOR);
    String session = signIn(user.email()).token();
    String key = people.keys().create(OWNER, newKey("hashed", null)).secret();
    String link = people.users().newLink(OWNER, user.id());
    for (String table : List.of("users", "sessions", "api_keys", "one_time_links", "audit_log")) {
      String all =
          database
              .transactions()
              .in(
                  TenantId.DEFAULT,
                  jdbc ->
                      jdbc.queryForList("SELECT t::text FROM " + table + " t", String.class)
                          .toString());
      assertThat(all).as(table).isNotEqualTo("[]");
      for (String secret : List.of(session, key, link)) {
        assertThat(all).as(table).doesNotContain(secret.substring(secret.length() - 30));
      }
      assertThat(all).as(table).doesNotContain(PASSWORD);
    }
  }

  @Test
  void locksAnAccountThatIsGuessedAtWhetherThereIsOneOrNot() {
    user("guessed@example.org", Role.OPERATOR);
    for (String email : List.of("guessed@example.org", "nobody@example.org")) {
      for (int i = 0; i < Throttle.ACCOUNT_TRIES; i++) {
        int source = i;
        refuses(
            Refusal.Kind.UNAUTHENTICATED,
            () -> people.signIn().in(new Proof(null, email, "wrong"), "10.1.0." + source));
      }
      assertThatThrownBy(() -> people.signIn().in(new Proof(null, email, PASSWORD), "10.1.1.1"))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_OFTEN);
                assertThat(refusal.retryAfter()).isEqualTo(Throttle.WINDOW);
              });
    }
    advance(Throttle.WINDOW);
    assertThat(signIn("guessed@example.org").user().email()).isEqualTo("guessed@example.org");
  }

  @Test
  void locksASourceThatGuessesAtManyAccountsAndNoOther() {
    User user = user("bystander@example.org", Role.OPERATOR);
    for (int i = 0; i < Throttle.SOURCE_TRIES; i++) {
      String email = "many" + i + "@example.org";
      refuses(
          Refusal.Kind.UNAUTHENTICATED,
          () -> people.signIn().in(new Proof(null, email, "wrong"), "10.2.0.1"));
    }
    refuses(
        Refusal.Kind.TOO_OFTEN,
        () -> people.signIn().in(new Proof(null, user.email(), PASSWORD), "10.2.0.1"));
    assertThat(signIn(user.email()).user()).isEqualTo(user);
  }

  @Test
  void aSignInThatIsRightClearsTheAccountsCount() {
    User user = user("forgiven@example.org", Role.OPERATOR);
    for (int round = 0; round < 3; round++) {
      for (int i = 1; i < Throttle.ACCOUNT_TRIES; i++) {
        refuses(
            Refusal.Kind.UNAUTHENTICATED,
            () -> people.signIn().in(new Proof(null, user.email(), "wrong"), "10.3.0.1"));
      }
      signIn(user.email());
    }
  }

  @Test
  void aLinkSetsAPasswordOnceAndOnlyForADay() {
    Users.Made made =
        people.users().create(OWNER, new NewUser("invited@example.org", "Ida", "analyst", null));
    assertThat(made.user().status()).isEqualTo("invited");
    String first = made.linkToken();
    String second = people.users().newLink(OWNER, made.user().id());
    SignedIn who =
        people.links().use(new Links.Answer(second, "other@example.org", null, PASSWORD));
    assertThat(who.user().email()).isEqualTo("invited@example.org");
    assertThat(people.sessions().find(who.token()).orElseThrow().role()).isEqualTo(Role.ANALYST);
    for (String used : List.of(String.valueOf(first), second, second + "x", "", "default.x")) {
      refuses(
          Refusal.Kind.UNAUTHENTICATED,
          () -> people.links().use(new Links.Answer(used, null, null, PASSWORD)));
    }
    String late = people.users().newLink(OWNER, made.user().id());
    advance(Links.VALID);
    refuses(
        Refusal.Kind.UNAUTHENTICATED,
        () -> people.links().use(new Links.Answer(late, null, null, PASSWORD)));
  }

  @Test
  void aKeyWorksUntilItExpiresOrIsRevokedAndItsSuccessorBesideIt() {
    ApiKeys keys = people.keys();
    ApiKeys.Made old = keys.create(OWNER, newKey("k", now.plus(Duration.ofDays(3))));
    assertThat(old.secret()).startsWith("pk_default_").startsWith(old.key().prefix());
    Requester byKey = keys.find(old.secret()).orElseThrow();
    assertThat(byKey.permissions()).containsExactly(Permission.CALLS_READ);
    assertThat(byKey.tenant()).isEqualTo(TenantId.DEFAULT);
    assertThat(keys.find(TenantId.DEFAULT, old.key().id()).lastUsedAt()).isEqualTo(now);

    ApiKeys.Made fresh = keys.rotate(OWNER, old.key().id(), Duration.ofHours(1));
    assertThat(keys.find(old.secret())).isPresent();
    assertThat(keys.find(fresh.secret())).isPresent();
    refuses(Refusal.Kind.CONFLICT, () -> keys.rotate(OWNER, old.key().id(), Duration.ofHours(1)));
    advance(Duration.ofHours(1));
    assertThat(keys.find(old.secret())).isEmpty();
    assertThat(keys.find(TenantId.DEFAULT, old.key().id()).status()).isEqualTo("expired");
    assertThat(keys.find(fresh.secret())).isPresent();
    assertThat(keys.revoke(OWNER, fresh.key().id()).status()).isEqualTo("revoked");
    assertThat(keys.find(fresh.secret())).isEmpty();

    ApiKeys.Made dated = keys.create(OWNER, newKey("d", now.plusSeconds(60)));
    advance(Duration.ofSeconds(60));
    assertThat(keys.find(dated.secret())).isEmpty();
  }

  @Test
  void aKeyOfAnotherTenantsNameOrAChangedOneIsNone() {
    String secret = people.keys().create(OWNER, newKey("mine", null)).secret();
    String bits = secret.substring("pk_default_".length());
    char last = secret.charAt(secret.length() - 2) == 'A' ? 'B' : 'A';
    for (String other :
        List.of(
            "pk_other_" + bits,
            "pk_default_" + bits.substring(1),
            secret.substring(0, secret.length() - 2) + last + secret.charAt(secret.length() - 1),
            "pk_default_",
            "pk_")) {
      assertThat(people.keys().find(other)).as(other).isEmpty();
    }
  }

  @Test
  void nobodyGivesMoreThanTheyHave() {
    Requester admin = Requester.of(TenantId.DEFAULT, "test-admin", Role.ADMIN);
    User owner = user("boss@example.org", Role.OWNER);
    UUID id = owner.id();
    refuses(
        Refusal.Kind.FORBIDDEN,
        () -> people.users().create(admin, new NewUser("x@example.org", "X", "owner", PASSWORD)));
    refuses(Refusal.Kind.FORBIDDEN, () -> people.users().newLink(admin, id));
    refuses(Refusal.Kind.FORBIDDEN, () -> people.users().remove(admin, id));
    refuses(
        Refusal.Kind.FORBIDDEN,
        () -> people.users().change(admin, id, new Change(null, "analyst", null), null));
    refuses(
        Refusal.Kind.FORBIDDEN,
        () -> people.keys().create(admin, new NewKey("k", List.of("organisation:write"), null)));
  }

  @Test
  void anOrganisationKeepsAnOwner() {
    TenantId tenant = new TenantId("lonely");
    Requester boss = Requester.of(tenant, "test", Role.OWNER);
    UUID id =
        people
            .users()
            .create(boss, new NewUser("a@example.org", "A", "owner", PASSWORD))
            .user()
            .id();
    refuses(Refusal.Kind.CONFLICT, () -> people.users().remove(boss, id));
    for (Change end :
        List.of(new Change(null, "admin", null), new Change(null, null, "disabled"))) {
      refuses(Refusal.Kind.CONFLICT, () -> people.users().change(boss, id, end, null));
    }
    people.users().create(boss, new NewUser("b@example.org", "B", "owner", PASSWORD));
    people.users().remove(boss, id);
    assertThat(people.users().list(tenant, 10, null)).hasSize(1);
  }

  @Test
  void aChangeThatHasNotSeenTheLatestIsRefused() {
    User user = user("twice@example.org", Role.ANALYST);
    people.users().change(OWNER, user.id(), new Change("One", null, null), 1L);
    refuses(
        Refusal.Kind.OUTDATED,
        () -> people.users().change(OWNER, user.id(), new Change("Two", null, null), 1L));
  }

  @Test
  void changingOnesPasswordEndsTheOtherSessions() {
    User user = user("change@example.org", Role.ANALYST);
    String before = signIn(user.email()).token();
    Requester self = people.sessions().find(before).orElseThrow();
    refuses(
        Refusal.Kind.UNAUTHENTICATED,
        () -> people.signIn().changePassword(self, "wrong", "another long sentence", "10.0.0.9"));
    SignedIn after =
        people.signIn().changePassword(self, PASSWORD, "another long sentence", "10.0.0.9");
    assertThat(people.sessions().find(before)).isEmpty();
    assertThat(people.sessions().find(after.token())).isPresent();
    refuses(Refusal.Kind.UNAUTHENTICATED, () -> signIn(user.email()));
  }

  private static User user(String email, Role role) {
    return people
        .users()
        .create(OWNER, new NewUser(email, "Somebody", role.label(), PASSWORD))
        .user();
  }

  private static SignedIn signIn(String email) {
    return people.signIn().in(new Proof(null, email, PASSWORD), "10.0.0.1");
  }

  private static NewKey newKey(String name, Instant expiresAt) {
    return new NewKey(name, List.of("calls:read"), expiresAt);
  }

  private static void advance(Duration by) {
    now = now.plus(by);
  }

  private static void refuses(Refusal.Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }
}
