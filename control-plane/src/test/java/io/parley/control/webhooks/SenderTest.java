package io.parley.control.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.parley.control.reach.TargetGuard;
import io.parley.kernel.net.Network;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final WebhookLimits QUICK =
      new WebhookLimits(
          Duration.ofMillis(300),
          Duration.ofMillis(1_500),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofHours(1),
          3,
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          4,
          Duration.ofDays(1));

  @TempDir static Path folder;
  private static HttpsServer https;
  private static SSLContext tls;
  private static final List<String> TAKEN = new CopyOnWriteArrayList<>();

  /** Every name leads to this machine, which a real look-up would not say. */
  private final Targets targets =
      new Targets(
          new TargetGuard(
              List.of(Network.of("127.0.0.0/8")),
              _ -> new InetAddress[] {InetAddress.getLoopbackAddress()}));

  private final Sender sender =
      new Sender(targets, QUICK, tls.getSocketFactory(), NanoClock.SYSTEM);

  @BeforeAll
  static void serveTls() throws Exception {
    Path store = folder.resolve("store.p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "hooks",
                "-keyalg",
                "EC",
                "-dname",
                "CN=hooks.example.org",
                "-ext",
                "san=dns:hooks.example.org",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    https.setHttpsConfigurator(new HttpsConfigurator(tls));
    https.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          TAKEN.add(
              exchange.getRequestHeaders().getFirst("Host")
                  + exchange.getRequestURI()
                  + " "
                  + body);
          if (exchange.getRequestURI().getPath().equals("/moved")) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
          } else {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("taken".getBytes(UTF_8));
          }
          exchange.close();
        });
    https.start();
  }

  @AfterAll
  static void stop() {
    https.stop(0);
  }

  private static URI at(String scheme, String host, int port, String path) {
    return Targets.target(scheme + "://" + host + ":" + port + path);
  }

  private Reply post(URI target) {
    return sender.post(target, Map.of("webhook-id", "1"), "{\"a\":\"\u00e4\"}");
  }

  @Test
  void postsOverTlsToTheCheckedAddressUnderTheHostsName() {
    int port = https.getAddress().getPort();
    Reply reply = post(at("https", "hooks.example.org", port, "/in?x=1"));
    assertThat(reply.status()).as(reply.error()).isEqualTo(200);
    assertThat(reply.excerpt()).isEqualTo("taken");
    assertThat(TAKEN).contains("hooks.example.org:" + port + "/in?x=1 {\"a\":\"\u00e4\"}");
  }

  @Test
  void refusesACertificateOfAnotherHost() {
    Reply reply = post(at("https", "others.example.org", https.getAddress().getPort(), "/"));
    assertThat(reply.status()).isZero();
    assertThat(reply.error()).startsWith("no TLS connection");
    assertThat(reply.saysDown()).isTrue();
  }

  @Test
  void followsNoRedirect() {
    Reply reply = post(at("https", "hooks.example.org", https.getAddress().getPort(), "/moved"));
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.isTaken()).isFalse();
    assertThat(TAKEN).noneMatch(taken -> taken.contains("/elsewhere"));
  }

  @Test
  void aReceiverThatTakesTheConnectionAndSaysNothingCostsTheTotalTimeOnly() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Reply reply = post(at("http", "hooks.example.org", silent.getLocalPort(), "/"));
      assertThat(reply.error()).contains("no whole answer within");
      assertThat(reply.tookMs()).isBetween(1_400L, 4_000L);
    }
  }

  @Test
  void aReceiverThatDripsItsAnswerCostsTheTotalTimeOnly() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread drip =
          Thread.ofVirtual()
              .start(() -> {
                CountDownLatch never = new CountDownLatch(1);
                try (Socket socket = slow.accept()) {
                  do {
                    socket.getOutputStream().write('H');
                    socket.getOutputStream().flush();
                  } while (!never.await(100, TimeUnit.MILLISECONDS));
                } catch (IOException | InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });
      Reply reply = post(at("http", "hooks.example.org", slow.getLocalPort(), "/"));
      assertThat(reply.status()).isZero();
      assertThat(reply.tookMs()).isBetween(1_400L, 4_000L);
      drip.join(Duration.ofSeconds(5));
      assertThat(drip.isAlive()).as("the connection was closed").isFalse();
    }
  }

  @Test
  void whatMayNotBeSentToIsNotConnectedTo() throws IOException {
    Sender strict =
        new Sender(new Targets(List.of()), QUICK, tls.getSocketFactory(), NanoClock.SYSTEM);
    try (ServerSocket secret = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      secret.setSoTimeout(200);
      Reply reply =
          strict.post(at("https", "127.0.0.1", secret.getLocalPort(), "/"), Map.of(), "{}");
      assertThat(reply.refused()).isTrue();
      assertThat(reply.error()).contains("not public");
      assertThat(org.assertj.core.api.Assertions.catchThrowable(secret::accept))
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void aPortNobodyListensAtIsSaidToBeSo() throws IOException {
    int free;
    try (ServerSocket probe = new ServerSocket(0)) {
      free = probe.getLocalPort();
    }
    Reply reply = post(at("http", "hooks.example.org", free, "/"));
    assertThat(reply.status()).isZero();
    assertThat(reply.error()).containsIgnoringCase("refused");
    assertThat(reply.saysDown()).isTrue();
  }
}
