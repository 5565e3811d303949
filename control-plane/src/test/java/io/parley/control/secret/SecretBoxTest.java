package io.parley.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.kernel.id.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
  private static final String OLD = "old:" + "A".repeat(43) + "=";
  private static final String NEW = "new:" + "B".repeat(42) + "A=";
  private static final SecretPlace PLACE =
      new SecretPlace(TenantId.DEFAULT, "trunks", "berlin", "password");

  private static SecretBox box(String keys) {
    return new SecretBox(Keyring.parse("PARLEY_SECRETS_KEY", keys), new SecureRandom());
  }

  @Test
  void givesBackWhatWasSealedAndNeverSealsTheSameTwice() throws Exception {
    SecretBox box = box(OLD);
    Set<String> sealed = new HashSet<>();
    for (String secret : List.of("s", "pässwörd \t ", "x".repeat(4_000))) {
      for (int i = 0; i < 50; i++) {
        String kept = box.seal(PLACE, secret);
        assertThat(kept).startsWith("v1.old.");
        assertThat(box.open(PLACE, kept)).isEqualTo(secret);
        assertThat(sealed.add(kept)).isTrue();
      }
    }
  }

  @Test
  void opensAtItsOwnPlaceAlone() {
    SecretBox box = box(OLD);
    String kept = box.seal(PLACE, "secret");
    for (SecretPlace other :
        List.of(
            new SecretPlace(new TenantId("other"), "trunks", "berlin", "password"),
            new SecretPlace(TenantId.DEFAULT, "provider_credentials", "berlin", "password"),
            new SecretPlace(TenantId.DEFAULT, "trunks", "hamburg", "password"),
            new SecretPlace(TenantId.DEFAULT, "trunks", "berlin", "other"))) {
      assertThatExceptionOfType(SecretFault.class).isThrownBy(() -> box.open(other, kept));
    }
  }

  @Test
  void opensNothingThatWasChangedAnywhere() {
    SecretBox box = box(OLD);
    String kept = box.seal(PLACE, "secret");
    for (int i = 0; i < kept.length(); i++) {
      char other = kept.charAt(i) == 'A' ? 'B' : 'A';
      String changed = kept.substring(0, i) + other + kept.substring(i + 1);
      assertThatExceptionOfType(SecretFault.class)
          .as("changed at " + i)
          .isThrownBy(() -> box.open(PLACE, changed));
    }
  }

  @Test
  void sealsWithTheFirstKeyAndOpensWithAll() throws Exception {
    String kept = box(OLD).seal(PLACE, "secret");
    SecretBox both = box(NEW + "," + OLD);
    assertThat(both.open(PLACE, kept)).isEqualTo("secret");
    String renewed = both.seal(PLACE, "secret");
    assertThat(renewed).startsWith(both.currentPrefix()).startsWith("v1.new.");
    assertThatExceptionOfType(SecretFault.class)
        .isThrownBy(() -> box(NEW).open(PLACE, kept))
        .withMessageContaining("'old'")
        .withMessageContaining("PARLEY_SECRETS_KEY");
    assertThat(box(NEW).open(PLACE, renewed)).isEqualTo("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "k1:", "k1:AAAA", "k1:!!!", "a b:AAAA", "k1:a,,k2:b"})
  void namesAKeyThatIsNoneWithoutShowingIt(String keys) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keyring.parse("PARLEY_SECRETS_KEY", keys))
        .withMessageStartingWith("PARLEY_SECRETS_KEY, key ")
        .withMessageContaining("base64")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("AAAA").doesNotContain("!!!"));
  }

  @Test
  void aNameStandsForOneKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keyring.parse("PARLEY_SECRETS_KEY", OLD + "," + OLD))
        .withMessageContaining("twice");
    assertThat(Keyring.parse("x", OLD)).hasToString("keys old");
  }

  @Test
  void aKeyIsMadeOnceInAFileThatNobodyElseReads(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("secrets-key");
    SecretBox box = new SecretBox(Keyring.inFile(file, new SecureRandom()), new SecureRandom());
    String kept = box.seal(PLACE, "secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.writeString(file, NEW + "\n" + Files.readString(file));
    SecretBox again = new SecretBox(Keyring.inFile(file, new SecureRandom()), new SecureRandom());
    assertThat(again.open(PLACE, kept)).isEqualTo("secret");
    assertThat(again.seal(PLACE, "secret")).startsWith("v1.new.");
  }
}
