package io.parley.control.api;

import io.parley.control.openapi.Wire;
import io.parley.control.organisation.Organisations;
import io.parley.control.organisation.Organisations.Organisation;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/organisation}: the requester's own. Stateless. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class OrganisationController {
  private static final String PATH = "/api/v1/organisation";

  private final Exchange exchange;

  OrganisationController(Exchange exchange) {
    this.exchange = exchange;
  }

  @Needs(Permission.SETTINGS_READ)
  @GetMapping(PATH)
  @Wire(answer = Organisation.class, etag = true)
  ResponseEntity<String> get(Requester who) {
    return exchange.giveRevised(who, jdbc -> Organisations.get(jdbc, who.tenant()));
  }

  @Needs(Permission.ORGANISATION_WRITE)
  @PutMapping(PATH)
  @Wire(
      body = Organisations.Settings.class,
      answer = Organisation.class,
      etag = true,
      neededHeaders = "If-Match")
  ResponseEntity<String> replace(Requester who, HttpServletRequest request) throws IOException {
    JsonNode body = Exchange.body(request);
    long seen = Exchange.seen(request);
    return exchange.giveRevised(who, jdbc -> Organisations.replace(jdbc, who, seen, body));
  }
}
