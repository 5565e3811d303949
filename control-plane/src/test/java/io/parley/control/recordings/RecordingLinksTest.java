package io.parley.control.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.recordings.RecordingLinks.Opened;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingLinksTest {
  private static final UUID CALL = UUID.fromString("01932c7e-0000-7000-8000-00000000abcd");
  private static final TenantId TENANT = new TenantId("school-7");

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private RecordingLinks links;

  @BeforeEach
  void make() throws IOException {
    links = RecordingLinks.in(folder.resolve("key"), Duration.ofHours(1), () -> now);
  }

  private static String token(RecordingLinks.RecordingLink link) {
    return link.url().split("/", -1)[2];
  }

  @Test
  void opensItsRecordingUntilItsTimeIsOver() {
    var link = links.to(TENANT, CALL);
    assertThat(link.expiresAt()).isEqualTo("2026-11-20T11:00:00Z");
    assertThat(link.url()).endsWith("/" + CALL + ".wav");
    assertThat(links.open(token(link))).contains(new Opened(TENANT, CALL));
    now = now.plusSeconds(3599);
    assertThat(links.open(token(link))).isPresent();
    now = now.plusSeconds(1);
    assertThat(links.open(token(link))).isEmpty();
  }

  @Test
  void isWorthNothingWithAnyPartChangedOrUnderAnotherKey() throws IOException {
    String token = token(links.to(TENANT, CALL));
    assertThat(links.open(token.replace("school-7", "default"))).isEmpty();
    assertThat(links.open(token.replace("abcd", "abce"))).isEmpty();
    assertThat(links.open(token.replaceFirst("\\.(\\d+)\\.", ".9$1."))).isEmpty();
    char last = token.charAt(token.length() - 2);
    assertThat(links.open(token.substring(0, token.length() - 2) + (last == 'A' ? "BA" : "AA")))
        .isEmpty();
    for (String none : new String[] {"", ".", "...", token + ".", token.substring(1), "a.b.c.d"}) {
      assertThat(links.open(none)).as(none).isEmpty();
    }
    RecordingLinks same = RecordingLinks.in(folder.resolve("key"), Duration.ofHours(1), () -> now);
    assertThat(same.open(token)).isPresent();
    RecordingLinks other =
        RecordingLinks.in(folder.resolve("other"), Duration.ofHours(1), () -> now);
    assertThat(other.open(token)).isEmpty();
  }
}
