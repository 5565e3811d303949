package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Stands before every request: sets the security headers, refuses what is too large or comes from
 * another site, and lets nobody past without the token, but for the open paths. Stateless.
 */
final class Gate extends HttpFilter {
  static final String COOKIE = "parley_session";

  private static final long serialVersionUID = 1L;
  private static final long MAX_BODY_BYTES = 64 << 10;
  private static final Set<String> OPEN =
      Set.of("/healthz", "/readyz", "/metrics", "/login", "/style.css", "/favicon.ico", "/app");
  private static final String CONSOLE = "/app/";
  private static final String CSP =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private final transient AdminToken token;

  Gate(AdminToken token) {
    this.token = token;
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
    if (request.getContentLengthLong() > MAX_BODY_BYTES) {
      problem(response, 413, "too-large", "The request's body is larger than 64 KiB.");
    } else if (path.startsWith("/api/")) {
      if (hasBearer(request)) {
        chain.doFilter(request, response);
      } else {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"parley\"");
        problem(response, 401, "unauthorized", "Send the token of the data folder's admin-token.");
      }
    } else if (isFromAnotherSite(request)) {
      problem(response, 403, "cross-site", "Forms are taken from this site's own pages only.");
    } else if (OPEN.contains(path) || path.startsWith(CONSOLE) || hasSession(request)) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", "/login");
    }
  }

  private boolean hasBearer(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null
        && header.regionMatches(true, 0, "Bearer ", 0, 7)
        && token.matches(header.substring(7).strip());
  }

  private boolean hasSession(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return false;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(COOKIE) && token.isSession(cookie.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** A changing request that the browser says was made by another site's page. */
  private static boolean isFromAnotherSite(HttpServletRequest request) {
    String method = request.getMethod();
    if (method.equals("GET") || method.equals("HEAD")) {
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
