package io.parley.acceptance;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * One running Parley: the packaged program as a process, with ports and a data folder of its own.
 * Closing it stops it the way an operator would. For one test thread.
 */
final class Product implements AutoCloseable {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Two products may run at one time: each start has RTP ports of its own. */
  private static final AtomicInteger NEXT_PORTS = new AtomicInteger();

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  final Path data;
  final int sipPort;
  final int httpPort;
  private final Map<String, String> environment;
  private Process process;

  private Product(Path data, int sipPort, int httpPort, Map<String, String> environment) {
    this.data = data;
    this.sipPort = sipPort;
    this.httpPort = httpPort;
    this.environment = environment;
  }

  /** Starts it on {@code data} and waits for READY. */
  static Product start(Path data, Map<String, String> settings) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    int sip = freeUdpPort();
    int http = freeTcpPort();
    int rtp = 30000 + NEXT_PORTS.getAndIncrement() % 50 * 400;
    environment.put("PARLEY_DATA_DIR", data.toString());
    environment.put("PARLEY_SIP_PORT", "" + sip);
    environment.put("PARLEY_HTTP_PORT", "" + http);
    environment.put("PARLEY_RTP_PORTS", rtp + "-" + (rtp + 399));
    environment.put("PARLEY_MAX_CALLS", "60");
    environment.put("PARLEY_HOME", ROOT.toString());
    environment.putAll(settings);
    Product product = new Product(data, sip, http, environment);
    product.start();
    return product;
  }

  /** Starts it again on the same folder and ports. */
  void start() throws IOException {
    process = launch(environment, log());
    Awaitility.await("READY, see " + log())
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !process.isAlive() || Files.readString(log()).contains("READY "));
    if (!process.isAlive()) {
      throw new IOException("Parley did not start: " + Files.readString(log()));
    }
  }

  /** Starts the packaged program with these settings, its output in {@code log}. */
  static Process launch(Map<String, String> settings, Path log) throws IOException {
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseZGC",
            "-Xmx1200m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            ROOT.resolve("server/target/dist/lib") + "/*",
            "io.parley.server.Parley",
            "serve");
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return builder.start();
  }

  Path log() {
    return data.resolve("test.log");
  }

  long pid() {
    return process.pid();
  }

  /** kill -9. */
  void crash() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The bearer token of this installation. */
  String token() throws IOException {
    return Files.readString(data.resolve("admin-token")).strip();
  }

  /** The body of an API answer of 200. */
  String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = fetch(path);
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** Posts a document with the token; the body of a 201. */
  String post(String path, String document) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(document))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** Any answer, asked with the token. */
  HttpResponse<String> fetch(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
    return HTTP.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Runs `./parley call` against it and answers what it printed; fails the test unless exit 0. */
  String call(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(callCommand());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return Command.run(builder, Duration.ofMinutes(3));
  }

  /** The words that begin a `./parley call` to it. */
  List<String> callCommand() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-cp",
        ROOT.resolve("loadtests/target/dist/lib") + "/*",
        "io.parley.loadtests.call.CallCommand",
        "--port",
        "" + sipPort);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(45, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException("Parley did not stop within 45 s of SIGTERM: " + log());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static int freeTcpPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
