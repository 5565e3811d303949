package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.document.Documents;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.provider.ProviderDefinition;
import io.parley.control.provider.ProviderProbe;
import io.parley.control.provider.Providers;
import io.parley.control.provider.Providers.Shown;
import io.parley.control.provider.SecretRotation;
import io.parley.control.provider.TestResult;
import io.parley.control.provider.Trial;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/providers} and {@code /api/v1/secrets}. A few tests at a time. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class ProvidersController {
  private static final String PATH = "/api/v1/providers";
  private static final String ONE = PATH + "/{name}";
  private static final int TESTS_AT_ONCE = 8;

  private final Exchange exchange;
  private final Resource<Shown, Shown> credentials;
  private final Providers providers;
  private final ProviderProbe probe;
  private final SecretRotation rotation;
  private final Semaphore tests = new Semaphore(TESTS_AT_ONCE);

  ProvidersController(
      Exchange exchange, Providers providers, ProviderProbe probe, SecretRotation rotation) {
    this.exchange = exchange;
    this.credentials =
        new Resource<>(
            exchange,
            PATH,
            providers,
            shown -> shown.credential().name(),
            shown -> shown.credential().name());
    this.providers = providers;
    this.probe = probe;
    this.rotation = rotation;
  }

  @Needs(Permission.PROVIDERS_READ)
  @GetMapping(PATH)
  @Wire(answer = Shown.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    return credentials.list(who, limit, cursor);
  }

  @Needs(Permission.PROVIDERS_READ)
  @GetMapping("/api/v1/provider-schema")
  @Wire(answer = JsonNode.class)
  ResponseEntity<String> schema() {
    return ResponseEntity.ok(Providers.SCHEMA.text());
  }

  @Needs(Permission.PROVIDERS_READ)
  @GetMapping(ONE)
  @Wire(answer = Shown.class, etag = true)
  ResponseEntity<String> one(Requester who, @PathVariable String name) {
    return credentials.one(who, name);
  }

  @Needs(Permission.PROVIDERS_WRITE)
  @PostMapping(PATH)
  @Wire(
      body = ProviderDefinition.class,
      answer = Shown.class,
      status = 201,
      etag = true,
      headers = "Idempotency-Key")
  ResponseEntity<String> create(Requester who, HttpServletRequest request) throws IOException {
    return credentials.create(who, request);
  }

  @Needs(Permission.PROVIDERS_WRITE)
  @PutMapping(ONE)
  @Wire(
      body = ProviderDefinition.class,
      answer = Shown.class,
      etag = true,
      neededHeaders = "If-Match")
  ResponseEntity<String> replace(
      Requester who, @PathVariable String name, HttpServletRequest request) throws IOException {
    return credentials.replace(who, name, request);
  }

  @Needs(Permission.PROVIDERS_WRITE)
  @DeleteMapping(ONE)
  @Wire(status = 204, neededHeaders = "If-Match")
  ResponseEntity<String> delete(
      Requester who, @PathVariable String name, HttpServletRequest request) {
    return credentials.remove(who, name, request);
  }

  /** Connects to the provider with the key that is kept, and says what fails. */
  @Needs(Permission.PROVIDERS_WRITE)
  @PostMapping(ONE + "/test")
  @Wire(answer = TestResult.class)
  ResponseEntity<String> test(Requester who, @PathVariable String name) {
    Trial trial = exchange.read(who, jdbc -> providers.trial(jdbc, who.tenant(), name));
    if (!tests.tryAcquire()) {
      throw Refusal.tooOften(
          "too-many-tests", "Several tests are under way: wait a moment.", Duration.ofSeconds(2));
    }
    TestResult result;
    try {
      result = trial.run(probe);
    } finally {
      tests.release();
    }
    return exchange.give(
        who,
        jdbc -> {
          Providers.record(jdbc, who, trial, result);
          return result;
        });
  }

  @Needs(Permission.PROVIDERS_READ)
  @GetMapping("/api/v1/secrets")
  @Wire(answer = SecretRotation.State.class)
  ResponseEntity<String> secrets(Requester who) {
    return ResponseEntity.ok(Documents.text(rotation.state(who.tenant())));
  }

  /** Seals the organisation's secrets with the current key now. */
  @Needs(Permission.PROVIDERS_WRITE)
  @PostMapping("/api/v1/secrets/rotate")
  @Wire(answer = SecretRotation.Rotated.class)
  ResponseEntity<String> rotate(Requester who) {
    return ResponseEntity.ok(Documents.text(rotation.rotate(who.tenant())));
  }
}
