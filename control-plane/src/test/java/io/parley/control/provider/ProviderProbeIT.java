package io.parley.control.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.reach.TargetGuard;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a test of a credential says, against servers that behave as providers do, and worse. */
@Timeout(30)
class ProviderProbeIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;
  private static SSLContext tls;
  private static FakeProvider plain;
  private static FakeProvider secure;

  @BeforeAll
  static void start() throws Exception {
    tls = selfSigned();
    plain = new FakeProvider(null);
    secure = new FakeProvider(tls);
  }

  @AfterAll
  static void stop() {
    plain.close();
    secure.close();
  }

  /** A context that has, and trusts, one certificate for localhost and 127.0.0.1. */
  private static SSLContext selfSigned() throws Exception {
    Path store = folder.resolve("store.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "fake",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            store.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  /** Patient enough for the first handshake of a machine that has other things to do. */
  private static ProviderProbe probe(String allowed, SSLSocketFactory trust) {
    return probe(allowed, trust, Duration.ofSeconds(10));
  }

  private static ProviderProbe probe(String allowed, SSLSocketFactory trust, Duration patience) {
    return new ProviderProbe(
        new TargetGuard(
            TargetGuard.networks("PARLEY_PROVIDER_ALLOW", allowed), ProviderProbeIT::look),
        patience,
        trust,
        NanoClock.SYSTEM,
        InstantSource.system());
  }

  /** No test asks a name server. */
  private static InetAddress[] look(String host) throws UnknownHostException {
    if (host.endsWith(".invalid")) {
      throw new UnknownHostException(host);
    }
    return InetAddress.getAllByName(host);
  }

  private static TestResult get(String url, Map<String, String> headers) {
    try (ProviderProbe probe = probe("127.0.0.0/8,::1", tls.getSocketFactory())) {
      return probe.get(URI.create(url), headers);
    }
  }

  private static TestResult get(ProviderKind kind, String base, String key) {
    return get(base + kind.testPath(), kind.headers(key));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,/v1,GET /v1/models Bearer",
    "GROQ,/v1,GET /v1/models Bearer",
    "OPENAI_COMPATIBLE,/v1,GET /v1/models Bearer",
    "DEEPGRAM,'',GET /v1/auth/token Token",
    "ELEVENLABS,'',GET /v1/models",
    "CARTESIA,'',GET /models Bearer"
  })
  void asksEachProviderAsItsDocumentationSays(ProviderKind kind, String path, String request) {
    String base = "http://127.0.0.1:" + plain.port() + path;
    TestResult good = get(kind, base, FakeProvider.KEY);
    assertThat(good.ok()).as(good.toString()).isTrue();
    assertThat(good.status()).isEqualTo(200);
    assertThat(plain.requests().getLast()).isEqualTo(request + " " + FakeProvider.KEY);
    TestResult wrong = get(kind, base, "sk-wrong-0123456789");
    assertThat(wrong.failure()).isEqualTo("unauthorized");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.toString()).doesNotContain("sk-wrong");
  }

  @ParameterizedTest
  @CsvSource({
    "401,application/json,unauthorized",
    "403,application/json,forbidden",
    "404,application/json,not-found",
    "429,application/json,rate-limited",
    "500,application/json,provider-error",
    "503,text/html,provider-error",
    "302,text/html,unexpected-answer",
    "200,text/html,unexpected-answer"
  })
  void tellsAnswersApart(int status, String type, String failure) throws Exception {
    try (FakeProvider ill = new FakeProvider(null)) {
      ill.answers(status, type);
      TestResult result =
          get(ProviderKind.OPENAI, "http://127.0.0.1:" + ill.port() + "/v1", FakeProvider.KEY);
      assertThat(result.ok()).isFalse();
      assertThat(result.failure()).isEqualTo(failure);
      assertThat(result.status()).isEqualTo(status);
      assertThat(result.remedy()).isNotBlank();
    }
  }

  @Test
  void tellsATlsThatWorksFromACertificateNobodyKnowsAndFromANameThatIsNotItsOwn() {
    String url = "https://localhost:" + secure.port() + "/v1/models";
    Map<String, String> key = ProviderKind.OPENAI.headers(FakeProvider.KEY);
    assertThat(get(url, key).ok()).isTrue();
    int served = secure.requests().size();
    TestResult otherName = get("https://127.0.0.1:" + secure.port() + "/v1/models", key);
    assertThat(otherName.failure()).as(otherName.toString()).isEqualTo("tls");
    try (ProviderProbe strict =
        probe("127.0.0.0/8,::1", (SSLSocketFactory) SSLSocketFactory.getDefault())) {
      TestResult unknown = strict.get(URI.create(url), key);
      assertThat(unknown.failure()).as(unknown.toString()).isEqualTo("tls");
      assertThat(strict.get(URI.create(url.replace("https", "http")), key).failure())
          .isEqualTo("unexpected-answer");
    }
    assertThat(secure.requests()).as("no key was sent").hasSize(served);
  }

  @Test
  void tellsWhereTheConnectionFails() throws Exception {
    assertThat(get("https://no-such-host.invalid/v1/models", Map.of()).failure())
        .isEqualTo("unknown-host");
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI silence = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/v1");
      try (ProviderProbe impatient =
          probe("127.0.0.0/8", tls.getSocketFactory(), Duration.ofMillis(1500))) {
        TestResult silent = impatient.get(silence, Map.of());
        assertThat(silent.failure()).isEqualTo("timeout");
        assertThat(silent.tookMs()).isBetween(1_000L, 10_000L);
      }
    }
    assertThat(get("http://127.0.0.1:" + closedPort() + "/v1", Map.of()).failure())
        .isEqualTo("connection-refused");
    try (ServerSocket babbling = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = babbling.accept()) {
              socket.getOutputStream().write("SSH-2.0-x\r\n\r\n".getBytes(US_ASCII));
            } catch (IOException _) {
              assertThat(babbling.isClosed()).isTrue();
            }
          });
      assertThat(get("http://127.0.0.1:" + babbling.getLocalPort() + "/v1", Map.of()).failure())
          .isEqualTo("unexpected-answer");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1/v1",
    "https://127.0.0.1:1/v1",
    "https://localhost:1/v1",
    "https://10.0.0.1/v1",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/v1",
    "https://[fd00::1]/v1",
    "https://[::ffff:127.0.0.1]/v1",
    "https://[64:ff9b::7f00:1]/v1",
    "https://100.64.0.1/v1",
    "https://0.0.0.0/v1"
  })
  void connectsToNothingThatIsNotPublicUnlessTheOperatorAllowsIt(String url) {
    try (ProviderProbe strict = probe("", tls.getSocketFactory())) {
      TestResult result = strict.get(URI.create(url), Map.of());
      assertThat(result.failure()).as(result.toString()).isEqualTo("target-refused");
      assertThat(result.remedy()).contains("PARLEY_PROVIDER_ALLOW");
    }
  }
}
