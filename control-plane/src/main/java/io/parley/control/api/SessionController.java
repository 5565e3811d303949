package io.parley.control.api;

import io.parley.control.people.Links;
import io.parley.control.people.People;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.people.Role;
import io.parley.control.people.Sessions;
import io.parley.control.people.SignIn;
import io.parley.control.people.Users.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/session}, {@code /me} and {@code /first-run}: who one is, and becoming it. Bodies
 * are JSON only, which no form of another site can send. Stateless.
 */
@RestController
@RequestMapping("/api/v1")
class SessionController {
  private final People people;

  SessionController(People people) {
    this.people = people;
  }

  /**
   * Who makes the requests.
   *
   * @param user null for a key or the data folder's token
   * @param csrfToken what changing requests carry as {@code X-CSRF-Token}; null without a cookie
   */
  record Me(
      String tenant,
      String actor,
      Role role,
      List<Permission> permissions,
      @Nullable User user,
      @Nullable String csrfToken) {}

  /** A role with what it may do. */
  record RoleLine(Role role, String meaning, List<Permission> permissions) {}

  /** The permission table. */
  record Roles(List<RoleLine> items) {}

  /** One's own new password. */
  record NewPassword(@Nullable String currentPassword, @Nullable String newPassword) {
    @Override
    public String toString() {
      return "NewPassword[***]";
    }
  }

  @PostMapping(path = "/session", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Me> signIn(@RequestBody SignIn.Proof proof, HttpServletRequest request) {
    return signedIn(people.signIn().in(proof, SourceAddress.of(request)), request);
  }

  @DeleteMapping("/session")
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    people.sessions().close(SessionCookie.of(request));
    return ResponseEntity.noContent()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.clear(request))
        .build();
  }

  @PostMapping(path = "/first-run", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Me> firstRun(@RequestBody Links.Answer answer, HttpServletRequest request) {
    return signedIn(people.links().use(answer), request);
  }

  @GetMapping("/me")
  Me me(Requester requester, HttpServletRequest request) {
    String cookie = SessionCookie.of(request);
    boolean byCookie = request.getHeader(HttpHeaders.AUTHORIZATION) == null && !cookie.isEmpty();
    UUID id = requester.userId().orElse(null);
    return me(
        requester,
        id == null ? null : people.users().find(requester.tenant(), id),
        byCookie ? SessionCookie.csrfToken(cookie) : null);
  }

  @PostMapping(path = "/me/password", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Me> changePassword(
      Requester requester, @RequestBody NewPassword wanted, HttpServletRequest request) {
    SignIn.SignedIn fresh =
        people
            .signIn()
            .changePassword(
                requester,
                wanted.currentPassword(),
                wanted.newPassword(),
                SourceAddress.of(request));
    return signedIn(fresh, request);
  }

  @GetMapping("/roles")
  Roles roles() {
    return new Roles(
        Arrays.stream(Role.values())
            .map(role -> new RoleLine(role, role.meaning(), sorted(role.permissions())))
            .toList());
  }

  private static ResponseEntity<Me> signedIn(SignIn.SignedIn who, HttpServletRequest request) {
    return ResponseEntity.ok()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.set(who.token(), Sessions.LONGEST, request))
        .body(me(who.requester(), who.user(), SessionCookie.csrfToken(who.token())));
  }

  private static Me me(Requester who, @Nullable User user, @Nullable String csrfToken) {
    return new Me(
        who.tenant().value(), who.actor(), who.role(), sorted(who.permissions()), user, csrfToken);
  }

  private static List<Permission> sorted(Set<Permission> permissions) {
    return permissions.stream().sorted().toList();
  }
}
