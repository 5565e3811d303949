package io.parley.control.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.people.Users;
import io.parley.control.people.Users.User;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/users}. Stateless. */
@RestController
@RequestMapping("/api/v1/users")
class UsersController {
  private static final String WHAT = "user";

  private final Users users;

  UsersController(Users users) {
    this.users = users;
  }

  /**
   * Someone new.
   *
   * @param link the path that sets their password once; null when they have one
   */
  record Created(@JsonUnwrapped User user, @Nullable String link) {}

  @GetMapping
  @Needs(Permission.USERS_READ)
  Paging.Page<User> list(
      Requester requester,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int wanted = Paging.limit(limit);
    List<User> found = users.list(requester.tenant(), wanted + 1, Cursor.read(cursor));
    return Paging.page(found, wanted, User::id);
  }

  @PostMapping
  @Wire(status = 201, etag = true)
  @Needs(Permission.USERS_WRITE)
  ResponseEntity<Created> create(Requester requester, @RequestBody Users.NewUser wanted) {
    Users.Made made = users.create(requester, wanted);
    String token = made.linkToken();
    return ResponseEntity.created(URI.create("/api/v1/users/" + made.user().id()))
        .eTag(tag(made.user()))
        .body(new Created(made.user(), token == null ? null : link(token)));
  }

  @GetMapping("/{id}")
  @Wire(etag = true)
  @Needs(Permission.USERS_READ)
  ResponseEntity<User> one(Requester requester, @PathVariable String id) {
    return tagged(users.find(requester.tenant(), Paging.id(id, WHAT)));
  }

  @PatchMapping("/{id}")
  @Wire(etag = true)
  @Needs(Permission.USERS_WRITE)
  ResponseEntity<User> change(
      Requester requester,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody Users.Change wanted) {
    UUID user = Paging.id(id, WHAT);
    return tagged(users.change(requester, user, wanted, Revisions.wanted(ifMatch, WHAT)));
  }

  @DeleteMapping("/{id}")
  @Needs(Permission.USERS_WRITE)
  ResponseEntity<Void> remove(Requester requester, @PathVariable String id) {
    users.remove(requester, Paging.id(id, WHAT));
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/{id}/link")
  @Needs(Permission.USERS_WRITE)
  Map<String, String> newLink(Requester requester, @PathVariable String id) {
    return Map.of("link", link(users.newLink(requester, Paging.id(id, WHAT))));
  }

  private static String link(String token) {
    return "/first-run?token=" + token;
  }

  private static ResponseEntity<User> tagged(User user) {
    return ResponseEntity.ok().eTag(tag(user)).body(user);
  }

  private static String tag(User user) {
    return Revisions.tag(user.revision());
  }
}
