package io.parley.control.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.parley.control.openapi.Wire;
import io.parley.control.people.ApiKeys;
import io.parley.control.people.ApiKeys.ApiKey;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/api-keys}. Stateless. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeysController {
  private static final String WHAT = "api key";
  private static final int DEFAULT_OVERLAP_HOURS = 24;

  private final ApiKeys keys;

  ApiKeysController(ApiKeys keys) {
    this.keys = keys;
  }

  /** A fresh key; {@code secret} is the whole key, shown this once. */
  record Created(@JsonUnwrapped ApiKey key, String secret) {
    @Override
    public String toString() {
      return "Created[" + key.prefix() + "***]";
    }
  }

  /** How long the old key goes on; a day when it is not said. */
  record Rotation(@Nullable Integer overlapHours) {}

  @GetMapping
  @Needs(Permission.KEYS_READ)
  Paging.Page<ApiKey> list(
      Requester requester,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int wanted = Paging.limit(limit);
    List<ApiKey> found = keys.list(requester.tenant(), wanted + 1, Cursor.read(cursor));
    return Paging.page(found, wanted, ApiKey::id);
  }

  @PostMapping
  @Wire(status = 201)
  @Needs(Permission.KEYS_WRITE)
  ResponseEntity<Created> create(Requester requester, @RequestBody ApiKeys.NewKey wanted) {
    return created(keys.create(requester, wanted));
  }

  @GetMapping("/{id}")
  @Needs(Permission.KEYS_READ)
  ApiKey one(Requester requester, @PathVariable String id) {
    return keys.find(requester.tenant(), Paging.id(id, WHAT));
  }

  @PostMapping("/{id}/rotate")
  @Wire(status = 201)
  @Needs(Permission.KEYS_WRITE)
  ResponseEntity<Created> rotate(
      Requester requester,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Rotation rotation) {
    Integer hours = rotation == null ? null : rotation.overlapHours();
    Duration overlap = Duration.ofHours(hours == null ? DEFAULT_OVERLAP_HOURS : hours);
    return created(keys.rotate(requester, Paging.id(id, WHAT), overlap));
  }

  @DeleteMapping("/{id}")
  @Needs(Permission.KEYS_WRITE)
  ApiKey revoke(Requester requester, @PathVariable String id) {
    return keys.revoke(requester, Paging.id(id, WHAT));
  }

  private static ResponseEntity<Created> created(ApiKeys.Made made) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .location(URI.create("/api/v1/api-keys/" + made.key().id()))
        .body(new Created(made.key(), made.secret()));
  }
}
