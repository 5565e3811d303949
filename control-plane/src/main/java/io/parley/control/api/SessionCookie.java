package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.springframework.http.ResponseCookie;

/**
 * A console session's cookie, out of reach of scripts, and the token that a changing request has to
 * carry beside it. Stateless.
 */
final class SessionCookie {
  private static final String NAME = "parley_session";
  private static final String CSRF_HEADER = "X-CSRF-Token";

  private SessionCookie() {}

  /** The cookie's value; empty when there is none. */
  static String of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return "";
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(NAME)) {
        return cookie.getValue();
      }
    }
    return "";
  }

  /** The header's value that sets it. */
  static String set(String value, Duration age, HttpServletRequest request) {
    return ResponseCookie.from(NAME, value)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(request.isSecure())
        .path("/")
        .maxAge(age)
        .build()
        .toString();
  }

  /** The header's value that takes it away. */
  static String clear(HttpServletRequest request) {
    return set("", Duration.ZERO, request);
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
