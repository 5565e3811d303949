package io.parley.control.recordings;

import io.parley.control.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server in a process of its own, with the bucket {@code recordings}. */
final class S3Server implements AutoCloseable {
  static final String BUCKET = "recordings";

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Launches it; {@link #await} says when it answers. */
  static S3Server launch(Path folder) throws IOException {
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            Path.of("../test-s3/target/lib").toAbsolutePath().normalize() + "/*",
            "com.adobe.testing.s3mock.S3MockApplication",
            "--server.port=" + freePort(),
            "--http.port=" + port,
            "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("s3.log").toFile());
    return new S3Server(builder.start(), port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void await() throws Exception {
    Await.until("the S3 server answers", Duration.ofSeconds(60), this::answers);
  }

  private boolean answers() {
    try (S3Client client = client()) {
      return client.listBuckets().buckets().stream().anyMatch(b -> b.name().equals(BUCKET));
    } catch (RuntimeException _) {
      return false;
    }
  }

  S3Config config() {
    return S3Config.of(BUCKET, "http://127.0.0.1:" + port, "us-east-1", "access", "secret");
  }

  /** A client of its own, to look behind the product's back. */
  S3Client client() {
    return S3Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")))
        .build();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }
}
