package io.parley.control.api;

import io.parley.control.people.ApiKeys;
import io.parley.control.people.Requester;
import io.parley.control.people.Role;
import io.parley.control.people.Sessions;
import io.parley.kernel.id.TenantId;
import java.util.Optional;

/**
 * Tells who makes a request by what it carries: the admin token or an API key as a bearer token, or
 * a session's cookie. Safe from any thread.
 */
final class Authenticator {
  /** Whoever has the data folder's token owns the default tenant; no database is asked for it. */
  private static final Requester ADMIN = Requester.of(TenantId.DEFAULT, "admin-token", Role.OWNER);

  private static final String BEARER = "Bearer ";

  private final AdminToken token;
  private final Sessions sessions;
  private final ApiKeys keys;

  Authenticator(AdminToken token, Sessions sessions, ApiKeys keys) {
    this.token = token;
    this.sessions = sessions;
    this.keys = keys;
  }

  /** Who is named by this {@code Authorization}. */
  Optional<Requester> byHeader(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    String given = authorization.substring(BEARER.length()).strip();
    return given.startsWith(ApiKeys.PREFIX)
        ? keys.find(given)
        : Optional.of(ADMIN).filter(_ -> token.matches(given));
  }

  /** Whose session this cookie is. */
  Optional<Requester> bySession(String cookie) {
    return token.isSession(cookie) ? Optional.of(ADMIN) : sessions.find(cookie);
  }
}
