package io.parley.control.api;

import io.parley.control.agents.AgentDocuments;
import io.parley.control.agents.Agents;
import io.parley.control.agents.Agents.Agent;
import io.parley.control.agents.Revised;
import io.parley.control.agents.Templates;
import io.parley.control.api.Exchange.Made;
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

  private final Exchange exchange;
  private final Agents agents;

  /** An agent to be made; without an id it is made of the name. */
  record NewAgent(@Nullable String id, AgentDefinition definition) {}

  /** A definition to begin with; what it leaves out has its default. */
  record Template(String id, String title, String description, JsonNode definition) {}

  /** All of them. */
  record TemplateList(List<Template> items) {}

  AgentsController(Exchange exchange, Agents agents) {
    this.exchange = exchange;
    this.agents = agents;
  }

  @Needs(Permission.AGENTS_READ)
  @GetMapping(PATH)
  @Wire(answer = Agent.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    return exchange.list(
        who,
        limit,
        cursor,
        (jdbc, after, most) -> agents.list(jdbc, who.tenant(), after, most),
        Agent::id);
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
    return exchange.giveRevised(who, jdbc -> revised(agents.get(jdbc, who.tenant(), id)));
  }

  private static Revised<Agent> revised(Agent agent) {
    return new Revised<>(agent.revision(), agent);
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
    return exchange.make(
        who,
        request,
        body,
        jdbc -> {
          Agent made = agents.create(jdbc, who, id.asString(""), body.path("definition"));
          return new Made(revised(made), PATH + "/" + made.id());
        });
  }

  @Needs(Permission.AGENTS_WRITE)
  @PutMapping(ONE + "/draft")
  @Wire(body = AgentDefinition.class, answer = Agent.class, etag = true, neededHeaders = "If-Match")
  ResponseEntity<String> replaceDraft(
      Requester who, @PathVariable String id, HttpServletRequest request) throws IOException {
    JsonNode body = Exchange.body(request);
    long seen = Exchange.seen(request);
    return exchange.giveRevised(
        who, jdbc -> revised(agents.replaceDraft(jdbc, who, id, seen, body)));
  }

  @Needs(Permission.AGENTS_WRITE)
  @DeleteMapping(ONE)
  @Wire(status = 204, neededHeaders = "If-Match")
  ResponseEntity<String> archive(
      Requester who, @PathVariable String id, HttpServletRequest request) {
    long seen = Exchange.seen(request);
    return exchange.remove(who, jdbc -> agents.archive(jdbc, who, id, seen));
  }
}
