package io.parley.control.api;

import io.parley.control.agents.AgentDocuments;
import io.parley.control.agents.Agents;
import io.parley.control.agents.Agents.Agent;
import io.parley.control.agents.Templates;
import io.parley.control.document.Documents;
import io.parley.control.document.InvalidDocument;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.kernel.route.AgentDefinition;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/** {@code /api/v1/agents} and what agents begin with. Stateless. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class AgentsController {
  static final String PATH = "/api/v1/agents";
  static final String ONE = PATH + "/{id}";

  private final Resource<Agent, Agent> agents;

  /** An agent to be made; without an id it is made of the name. */
  record NewAgent(@Nullable String id, AgentDefinition definition) {}

  /** A definition to begin with; what it leaves out has its default. */
  record Template(String id, String title, String description, JsonNode definition) {}

  /** All of them. */
  record TemplateList(List<Template> items) {}

  AgentsController(Exchange exchange, Agents agents) {
    this.agents = new Resource<>(exchange, PATH, agents, Agent::id, Agent::id);
  }

  @Needs(Permission.AGENTS_READ)
  @GetMapping(PATH)
  @Wire(answer = Agent.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    return agents.list(who, limit, cursor);
  }

  @Needs(Permission.AGENTS_READ)
  @GetMapping("/api/v1/agent-templates")
  @Wire(answer = TemplateList.class)
  ResponseEntity<String> templates() {
    return ResponseEntity.ok("{\"items\":" + Documents.text(Templates.all()) + "}");
  }

  @Needs(Permission.AGENTS_READ)
  @GetMapping("/api/v1/agent-schema")
  @Wire(answer = JsonNode.class)
  ResponseEntity<String> schema() {
    return ResponseEntity.ok(AgentDocuments.SCHEMA.text());
  }

  @Needs(Permission.AGENTS_READ)
  @GetMapping(ONE)
  @Wire(answer = Agent.class, etag = true)
  ResponseEntity<String> one(Requester who, @PathVariable String id) {
    return agents.one(who, id);
  }

  @Needs(Permission.AGENTS_WRITE)
  @PostMapping(PATH)
  @Wire(
      body = NewAgent.class,
      answer = Agent.class,
      status = 201,
      etag = true,
      headers = "Idempotency-Key")
  ResponseEntity<String> create(Requester who, HttpServletRequest request) throws IOException {
    JsonNode body = Exchange.body(request);
    JsonNode id = body.path("id");
    if (!body.path("definition").isObject() || !(id.isMissingNode() || id.isString())) {
      throw new InvalidDocument(
          "definition", "is missing", "send {\"id\": \"my-agent\", \"definition\": {…}}");
    }
    return agents.create(who, request, body);
  }

  @Needs(Permission.AGENTS_WRITE)
  @PutMapping(ONE + "/draft")
  @Wire(body = AgentDefinition.class, answer = Agent.class, etag = true, neededHeaders = "If-Match")
  ResponseEntity<String> replaceDraft(
      Requester who, @PathVariable String id, HttpServletRequest request) throws IOException {
    return agents.replace(who, id, request);
  }

  @Needs(Permission.AGENTS_WRITE)
  @DeleteMapping(ONE)
  @Wire(status = 204, neededHeaders = "If-Match")
  ResponseEntity<String> archive(
      Requester who, @PathVariable String id, HttpServletRequest request) {
    return agents.remove(who, id, request);
  }
}
