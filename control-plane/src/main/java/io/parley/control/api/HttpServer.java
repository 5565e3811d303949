package io.parley.control.api;

import io.parley.control.ControlPorts;
import io.parley.control.ControlSnapshot;
import io.parley.control.live.LiveFeed;
import io.parley.control.people.People;
import io.parley.control.provider.ProviderProbe;
import io.parley.control.provider.SecretRotation;
import io.parley.control.recordings.RecordingAccess;
import io.parley.control.secret.SecretBox;
import io.parley.control.sessions.SessionRoom;
import io.parley.control.store.TenantTransactions;
import io.parley.control.webhooks.WebhookRoom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Embedded Tomcat on virtual threads with Spring MVC, put together by hand: no scan, no
 * auto-configuration. Started and stopped once, by the thread that starts the process.
 */
public final class HttpServer implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int MAX_HEADER_BYTES = 16 << 10;
  private static final int MAX_FORM_BYTES = 16 << 10;

  private final AnnotationConfigServletWebServerApplicationContext context;

  /** What the HTTP side works with; {@link Controllers} makes the controllers of it. */
  public record Surroundings(
      ControlPorts ports,
      Supplier<ControlSnapshot> snapshot,
      TenantTransactions transactions,
      People people,
      AdminToken token,
      InstantSource wall,
      LiveFeed feed,
      SecretBox box,
      WebhookRoom webhooks,
      RecordingAccess recordings,
      RateLimiter limiter,
      SessionRoom sessions,
      ProviderProbe probe,
      SecretRotation rotation) {}

  private HttpServer(AnnotationConfigServletWebServerApplicationContext context) {
    this.context = context;
  }

  /** Serves on {@code bind}:{@code port} (0 takes a free one); an address in use is refused. */
  public static HttpServer start(String bind, int port, Surroundings with) throws IOException {
    InetAddress address = address(bind);
    requireFree(address, port);
    var context = new AnnotationConfigServletWebServerApplicationContext();
    context.registerBean(TomcatServletWebServerFactory.class, () -> tomcat(address, port));
    context.registerBean("dispatcher", ServletRegistrationBean.class, () -> dispatcher(context));
    context.registerBean("gate", FilterRegistrationBean.class, () -> gate(with));
    Controllers.register(context, with);
    context.register(WebSetup.class, Problems.class);
    context.refresh();
    return new HttpServer(context);
  }

  private static InetAddress address(String bind) throws IOException {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw new IOException("PARLEY_HTTP_BIND " + bind + " is no address of this machine", e);
    }
  }

  private static void requireFree(InetAddress address, int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port), 1);
    } catch (IOException e) {
      throw new IOException(
          "HTTP port %d on %s cannot be had (%s): set PARLEY_HTTP_PORT or PARLEY_HTTP_BIND"
              .formatted(port, address.getHostAddress(), e.getMessage()),
          e);
    }
  }

  private static TomcatServletWebServerFactory tomcat(InetAddress address, int port) {
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(port);
    factory.setAddress(address);
    factory.setTldSkipPatterns(List.of("*.jar"));
    factory.addConnectorCustomizers(
        connector -> {
          connector.setMaxPostSize(MAX_FORM_BYTES);
          connector.setMaxParameterCount(100);
        },
        connector -> {
          if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxConnections(MAX_CONNECTIONS);
            http.setMaxHttpRequestHeaderSize(MAX_HEADER_BYTES);
            http.setMaxSwallowSize(MAX_FORM_BYTES);
            // The console's files only: an answer with secrets in it is not compressed.
            http.setCompression("on");
            http.setCompressibleMimeType("text/javascript,text/css,image/svg+xml");
          }
          if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory()));
          }
        });
    factory.addContextCustomizers(servlets -> {
      ErrorReportValve plain = new ErrorReportValve();
      plain.setShowServerInfo(false);
      plain.setShowReport(false);
      servlets.getParent().getPipeline().addValve(plain);
    });
    return factory;
  }

  private static ServletRegistrationBean<DispatcherServlet> dispatcher(
      AnnotationConfigServletWebServerApplicationContext context) {
    var registration = new ServletRegistrationBean<>(new DispatcherServlet(context), "/");
    registration.setLoadOnStartup(1);
    return registration;
  }

  private static FilterRegistrationBean<Gate> gate(Surroundings with) {
    People people = with.people();
    return new FilterRegistrationBean<>(
        new Gate(
            new Authenticator(with.token(), people.sessions(), people.keys()), with.limiter()));
  }

  /** The port requests are taken at. */
  public int port() {
    WebServer server = context.getWebServer();
    return server == null ? -1 : server.getPort();
  }

  @Override
  public void close() {
    context.close();
  }
}
