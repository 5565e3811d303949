package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.people.Requester;
import io.parley.control.recordings.RecordingLinks;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Stands before every request: sets the security headers, refuses what is too large or comes from
 * another site, and lets nobody past without showing who they are, but for the open paths.
 * Stateless.
 */
final class Gate extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final long MAX_BODY_BYTES = 64 << 10;

  /** A recording, counted while it comes; what is a little too large is read to be answered. */
  private static final long MAX_UPLOAD_BYTES = (10 << 20) + MAX_BODY_BYTES;

  private static final Pattern UPLOAD =
      Pattern.compile("/api/v1/voice-sessions/[0-9a-fA-F-]{36}/audio");
  private static final Set<String> OPEN =
      Set.of(
          "/healthz",
          "/readyz",
          "/metrics",
          "/login",
          "/first-run",
          "/style.css",
          "/favicon.ico",
          "/",
          "/app");
  private static final String CONSOLE = "/app/";

  /** Open to everybody by POST. */
  static final Set<String> SIGN_IN = Set.of("/api/v1/session", "/api/v1/first-run");

  private static final String CSP =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private final transient Authenticator authenticator;
  private final transient RateLimiter limiter;

  Gate(Authenticator authenticator, RateLimiter limiter) {
    this.authenticator = authenticator;
    this.limiter = limiter;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Content-Security-Policy", CSP);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cache-Control", "no-store");
    String path = request.getServletPath();
    boolean upload = request.getMethod().equals("POST") && UPLOAD.matcher(path).matches();
    if (request.getContentLengthLong() > (upload ? MAX_UPLOAD_BYTES : MAX_BODY_BYTES)) {
      String most = upload ? "10 MiB" : "64 KiB";
      problem(response, 413, "too-large", "The request's body is larger than " + most + ".");
    } else if (request.getHeader("Transfer-Encoding") != null && !upload) {
      problem(response, 411, "length-required", "Send the body's length as Content-Length.");
    } else if (path.startsWith("/api/")) {
      api(request, response, chain);
    } else if (isFromAnotherSite(request)) {
      problem(response, 403, "cross-site", "Forms are taken from this site's own pages only.");
    } else if (OPEN.contains(path) || path.startsWith(CONSOLE) || isLink(request, path)) {
      chain.doFilter(request, response);
    } else {
      page(request, response, chain);
    }
  }

  /** With a bearer token, or with a session's cookie, which alone does not allow a change. */
  private void api(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (SIGN_IN.contains(request.getServletPath()) && request.getMethod().equals("POST")) {
      signIn(request, response, chain);
      return;
    }
    String authorization = request.getHeader("Authorization");
    String cookie = authorization == null ? SessionCookie.of(request) : "";
    Optional<Requester> requester;
    try {
      requester =
          authorization == null
              ? authenticator.bySession(cookie)
              : authenticator.byHeader(authorization);
    } catch (DataAccessException | TransactionException _) {
      away(response);
      return;
    }
    if (requester.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"parley\"");
      problem(
          response,
          401,
          "unauthorized",
          "Sign in, or send an API key or the data folder's admin-token as bearer token.");
    } else if (isOverLimit(response, limiter.take(requester.get()))) {
      problem(
          response,
          429,
          "too-many-requests",
          "There were too many requests within a minute: wait as long as Retry-After says.");
    } else if (authorization == null
        && isChange(request)
        && !SessionCookie.hasCsrfToken(request, cookie)) {
      problem(response, 403, "csrf-token-missing", "Send X-CSRF-Token as given by GET /api/v1/me.");
    } else {
      request.setAttribute(Requester.ATTRIBUTE, requester.get());
      chain.doFilter(request, response);
    }
  }

  /**
   * Tells how much is left (draft-ietf-httpapi-ratelimit-headers-07), and whether it is too much.
   */
  private static boolean isOverLimit(HttpServletResponse response, RateLimiter.Verdict verdict) {
    response.setHeader("RateLimit-Limit", Integer.toString(verdict.limit()));
    response.setHeader("RateLimit-Remaining", Integer.toString(verdict.remaining()));
    response.setHeader("RateLimit-Reset", Long.toString(verdict.resetS()));
    response.setHeader(
        "RateLimit-Policy", "%d;w=60;comment=\"%s\"".formatted(verdict.limit(), verdict.whose()));
    if (verdict.isServed()) {
      return false;
    }
    response.setHeader("Retry-After", Long.toString(verdict.retryAfterS()));
    return true;
  }

  /** Open to everybody, but to no other site's page. */
  private static void signIn(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isFromAnotherSite(request)) {
      problem(response, 403, "cross-site", "Sign in from this site's own pages only.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private void page(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Requester> requester;
    try {
      requester = authenticator.bySession(SessionCookie.of(request));
    } catch (DataAccessException | TransactionException _) {
      away(response);
      return;
    }
    if (requester.isPresent()) {
      request.setAttribute(Requester.ATTRIBUTE, requester.get());
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", "/login");
    }
  }

  /** Whoever has a link to a recording needs nothing else. */
  private static boolean isLink(HttpServletRequest request, String path) {
    return path.startsWith(RecordingLinks.PATH) && !isChange(request);
  }

  private static void away(HttpServletResponse response) throws IOException {
    response.setHeader("Retry-After", "5");
    problem(response, 503, "database-away", "The database is away; who you are can be read later.");
  }

  private static boolean isChange(HttpServletRequest request) {
    String method = request.getMethod();
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /** A changing request that the browser says was made by another site's page. */
  private static boolean isFromAnotherSite(HttpServletRequest request) {
    if (!isChange(request)) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  static void problem(HttpServletResponse response, int status, String type, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    String body =
        "{\"type\":\"urn:parley:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(type, type, status, detail);
    response.getOutputStream().write(body.getBytes(UTF_8));
  }
}
