package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
  @TempDir Path data;
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private final InstantSource wall = () -> now;

  @Test
  void isMadeOnceAndReadableByItsOwnerOnly() throws Exception {
    Path file = data.resolve("admin-token");
    AdminToken.in(file, wall);
    String token = Files.readString(file).strip();
    assertThat(token).hasSizeGreaterThanOrEqualTo(43);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(AdminToken.in(file, wall).matches(token)).isTrue();
    assertThat(AdminToken.in(file, wall).matches(token + "x")).isFalse();
    assertThat(AdminToken.in(file, wall).matches("")).isFalse();
  }

  @Test
  void acceptsItsOwnSessionsUntilTheyExpire() throws Exception {
    AdminToken token = AdminToken.in(data.resolve("admin-token"), wall);
    String session = token.newSession();
    assertThat(token.isSession(session)).isTrue();
    now = now.plus(AdminToken.SESSION);
    assertThat(token.isSession(session)).isFalse();
  }

  @Test
  void refusesSessionsThatWereChangedOrMadeElsewhere() throws Exception {
    AdminToken token = AdminToken.in(data.resolve("admin-token"), wall);
    String session = token.newSession();
    String other = AdminToken.in(data.resolve("other-token"), wall).newSession();
    assertThat(token.isSession("9" + session)).isFalse();
    assertThat(token.isSession(session + "0")).isFalse();
    assertThat(token.isSession(other)).isFalse();
    for (String junk : new String[] {"", ".", "1.", "x.y", "99999999999999999999.00"}) {
      assertThat(token.isSession(junk)).as(junk).isFalse();
    }
  }
}
