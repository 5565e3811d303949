package io.parley.control.api;

import io.parley.control.ControlPorts;
import io.parley.control.ControlSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}: open, without secrets. Stateless. */
@RestController
class HealthController {
  private static final MediaType METRICS =
      MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

  private final ControlPorts ports;
  private final Supplier<ControlSnapshot> snapshot;

  HealthController(ControlPorts ports, Supplier<ControlSnapshot> snapshot) {
    this.ports = ports;
    this.snapshot = snapshot;
  }

  @GetMapping("/healthz")
  Map<String, String> live() {
    return Map.of("status", "ok");
  }

  /** Ready as long as calls can be taken: a database that is away degrades, it does not refuse. */
  @GetMapping("/readyz")
  ResponseEntity<Map<String, Object>> ready() {
    ControlSnapshot now = snapshot.get();
    String refusal = ports.readiness().refusal();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", !refusal.isEmpty() ? "not-ready" : now.isDegraded() ? "degraded" : "ready");
    if (!refusal.isEmpty()) {
      body.put("reason", refusal);
    }
    body.put("database", now.database().isUp() ? "up" : "away");
    body.put("backlog_facts", now.shipping().backlogFacts());
    return ResponseEntity.status(refusal.isEmpty() ? 200 : 503).body(body);
  }

  @GetMapping("/metrics")
  ResponseEntity<String> metrics() {
    return ResponseEntity.ok().contentType(METRICS).body(ports.metrics().scrape());
  }
}
