package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The folder that image, Compose and systemd run, without Docker. */
class DeployLayoutIT {
  private static final String NOBODY = "65534";

  private Path folder;
  private Path installed;

  @BeforeEach
  void layOut() throws IOException, InterruptedException {
    folder =
        Files.createTempDirectory(
            "parley-layout",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    installed = folder.resolve("opt");
    Command.run(
        Duration.ofMinutes(1),
        Product.ROOT.resolve("deploy/layout.sh").toString(),
        installed.toString());
  }

  @AfterEach
  void remove() throws IOException, InterruptedException {
    Command.run(Duration.ofMinutes(1), "rm", "-rf", folder.toString());
  }

  @Test
  void entryPointRunsFromTheLayoutAsAnOrdinaryUserAndStopsOnSigterm() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path log = Files.createFile(folder.resolve("server.log"));
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      Command.run(Duration.ofSeconds(10), "chown", NOBODY + ":" + NOBODY, data.toString());
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    command.add(installed.resolve("bin/parley-server").toString());
    int http = Product.freeTcpPort();
    ProcessBuilder builder = new ProcessBuilder(command).directory(data.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", data.toString());
    builder.environment().put("PARLEY_DATA_DIR", data.toString());
    builder.environment().put("PARLEY_SIP_PORT", "5179");
    builder.environment().put("PARLEY_RTP_PORTS", "29000-29199");
    builder.environment().put("PARLEY_MAX_CALLS", "20");
    builder.environment().put("PARLEY_HTTP_PORT", "" + http);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      Awaitility.await("READY as an ordinary user")
          .atMost(Duration.ofSeconds(90))
          .until(() -> !process.isAlive() || Files.readString(log).contains("READY "));
      assertThat(Files.readString(log)).contains("READY sip=127.0.0.1:5179");
      Awaitility.await("healthy and ready")
          .atMost(Duration.ofSeconds(30))
          .until(() -> status(http, "/healthz") == 200 && status(http, "/readyz") == 200);
      process.destroy();
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isIn(0, 143);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void systemdFindsNoFaultInTheUnit() throws Exception {
    Path unit = folder.resolve("parley.service");
    Files.writeString(
        unit,
        Files.readString(Product.ROOT.resolve("deploy/parley.service"))
            .replace("/opt/parley/", installed + "/"));
    assertThat(
            Command.run(
                Duration.ofSeconds(30), "systemd-analyze", "verify", "--man=no", unit.toString()))
        .doesNotContain("parley.service:");
  }

  private static boolean isRoot() throws IOException, InterruptedException {
    return Command.run(Duration.ofSeconds(5), "id", "-u").strip().equals("0");
  }

  private static int status(int port, String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
