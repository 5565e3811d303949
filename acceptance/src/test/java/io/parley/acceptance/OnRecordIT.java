package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a call: also when the process is killed in the middle of it. */
@Timeout(180)
class OnRecordIT {
  @TempDir Path folder;

  @Test
  void callIsListedWithItsTranscriptAndSurvivesAKilledProcessAsNodeCrash() throws Exception {
    try (Product product = Product.start(folder.resolve("data"), Map.of())) {
      product.call(folder, "--number", "9198", "--say", "hello", "--json");
      Awaitility.await("the call on record")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(product.get("/api/v1/calls")).contains("\"status\":\"ended\""));
      assertThat(Files.getPosixFilePermissions(product.data.resolve("admin-token")))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      assertThat(product.get("/metrics")).contains("parley_calls_answered_total 1.0");

      CompletableFuture<Boolean> call = CompletableFuture.supplyAsync(() -> fails(product, folder));
      Awaitility.await("a call that is up")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(product.get("/api/v1/calls")).contains("\"in-progress\""));
      product.crash();
      product.start();
      Awaitility.await("the crash on record")
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() ->
              assertThat(product.get("/api/v1/calls"))
                  .contains("\"node-crash\"")
                  .doesNotContain("\"in-progress\""));
      call.cancel(true);
    }
  }

  private static boolean fails(Product product, Path folder) {
    try {
      product.call(folder, "--number", "9199", "--say", "hello", "--json");
      return false;
    } catch (Exception e) {
      return true;
    }
  }
}
