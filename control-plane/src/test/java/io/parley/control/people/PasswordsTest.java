package io.parley.control.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  /** Made by the reference implementation (its own test vectors): "password", "somesalt". */
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  private final Passwords passwords = new Passwords(new SecureRandom());

  @Test
  void agreesWithTheReferenceImplementation() {
    assertThat(passwords.matches("password", REFERENCE)).isTrue();
    assertThat(passwords.matches("Password", REFERENCE)).isFalse();
  }

  @Test
  void knowsItsOwnHashesAgainAndNoTwoAreAlike() {
    String hash = passwords.hash("correct horse battery staple");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash("correct horse battery staple")).isNotEqualTo(hash);
    assertThat(passwords.matches("correct horse battery staple", hash)).isTrue();
    assertThat(passwords.matches("correct horse battery stapl", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
  }

  @Test
  void nothingMatchesWhereNoPasswordIsStored() {
    assertThat(passwords.matches("", null)).isFalse();
    assertThat(passwords.matches("anything at all", null)).isFalse();
  }
}
