package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.people.Requester;
import io.parley.control.people.Role;
import io.parley.kernel.id.TenantId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells who makes a request by what it carries: the admin token as a bearer token, or a session's
 * cookie. Safe from any thread.
 */
final class Authenticator {
  /** The cookie of a console session. */
  static final String COOKIE = "parley_session";

  /** The header that a changing request has to carry beside the cookie. */
  static final String CSRF_HEADER = "X-CSRF-Token";

  /** Whoever has the data folder's token owns the default tenant; nothing has to be up for it. */
  private static final Requester ADMIN =
      Requester.of(TenantId.DEFAULT, "admin-token", Role.OWNER);

  private static final String BEARER = "Bearer ";

  private final AdminToken token;

  Authenticator(AdminToken token) {
    this.token = token;
  }

  /** Who is named by this {@code Authorization}. */
  Optional<Requester> byHeader(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    String given = authorization.substring(BEARER.length()).strip();
    return token.matches(given) ? Optional.of(ADMIN) : Optional.empty();
  }

  /** Whose session this cookie is. */
  Optional<Requester> bySession(String cookie) {
    return token.isSession(cookie) ? Optional.of(ADMIN) : Optional.empty();
  }

  /** The session's cookie; empty when there is none. */
  static String cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return "";
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(COOKIE)) {
        return cookie.getValue();
      }
    }
    return "";
  }

  /**
   * What proves that a changing request comes from a page that could read it from the API: made
   * from the cookie, which no script and no other site can read.
   */
  static String csrfToken(String cookie) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(("csrf:" + cookie).getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether the request carries the token of its own cookie. */
  static boolean hasCsrfToken(HttpServletRequest request, String cookie) {
    String given = request.getHeader(CSRF_HEADER);
    return given != null
        && MessageDigest.isEqual(given.getBytes(UTF_8), csrfToken(cookie).getBytes(UTF_8));
  }
}
