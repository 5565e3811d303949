package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The browser console under {@code /app/}, where {@code /} leads: its hashed files, and its one
 * page for every other path, from the class path, where the build of admin-ui put them. Open to
 * anybody: what it shows comes from the API. Immutable, safe from any thread.
 */
@RestController
class ConsoleController {
  private static final String FOLDER = "/console/app/";
  private static final String NONCE = "__CSP_NONCE__";
  private static final Pattern ASSET = Pattern.compile("assets/[\\w-][\\w.-]{0,120}");
  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  private final SecureRandom random = new SecureRandom();
  private final @Nullable String page;

  /** Reads the page once; a build without the console answers that there is none. */
  ConsoleController() {
    try (InputStream index = ConsoleController.class.getResourceAsStream(FOLDER + "index.html")) {
      page = index == null ? null : new String(index.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the console's page cannot be read", e);
    }
  }

  /** Whether this build has a console. */
  static boolean isBuilt() {
    return ConsoleController.class.getResource(FOLDER + "index.html") != null;
  }

  @GetMapping({"/", "/app", "/app/**"})
  void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getServletPath();
    if (!path.startsWith("/app/")) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", "/app/");
      return;
    }
    String within = path.substring("/app/".length());
    if (within.startsWith("assets/")) {
      asset(within, response);
    } else {
      page(response);
    }
  }

  /** A file whose name changes with what is in it: kept by the browser for good. */
  private static void asset(String name, HttpServletResponse response) throws IOException {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    try (InputStream file =
        type != null && ASSET.matcher(name).matches()
            ? ConsoleController.class.getResourceAsStream(FOLDER + name)
            : null) {
      if (file == null) {
        Gate.problem(response, 404, "no-such-file", "The console has no file of this name.");
        return;
      }
      response.setContentType(type);
      response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
      file.transferTo(response.getOutputStream());
    }
  }

  /**
   * The page, with a nonce of its own for the style sheets its components make at run time; scripts
   * come from files only.
   */
  private void page(HttpServletResponse response) throws IOException {
    if (page == null) {
      Gate.problem(response, 404, "no-console", "This build has no console: ./parley build.");
      return;
    }
    byte[] bytes = new byte[18];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    response.setContentType("text/html;charset=utf-8");
    response.setHeader("Content-Security-Policy", policy(nonce));
    response.getOutputStream().write(page.replace(NONCE, nonce).getBytes(UTF_8));
  }

  private static String policy(String nonce) {
    return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"
        + nonce
        + "'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self';"
        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  }
}
