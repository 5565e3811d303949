package io.parley.control.api;

import io.parley.control.agents.AgentDocuments;
import io.parley.control.agents.Lessons;
import io.parley.control.agents.Numbers;
import io.parley.control.document.Documents;
import io.parley.control.openapi.Handlers;
import io.parley.control.openapi.OpenApi;
import io.parley.control.openapi.Wire;
import io.parley.control.organisation.Organisations;
import io.parley.control.provider.ProviderDefinition;
import io.parley.control.provider.Providers;
import io.parley.control.recordings.Retention;
import io.parley.control.sessions.SessionDocuments;
import io.parley.control.telephony.Trunks;
import io.parley.control.webhooks.Webhooks;
import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.TrunkDefinition;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/openapi.json}: what this API is, for whoever is signed in. Stateless. */
@RestController
class OpenApiController {
  /** Made when it is first asked for: a start should not wait for it. */
  private static final class Made {
    private static final String TEXT = Documents.text(document());

    private Made() {}
  }

  /** The description of all controllers here. */
  static ObjectNode document() {
    OpenApi description =
        new OpenApi(
            handler -> handler.method().equals("POST") && Gate.SIGN_IN.contains(handler.path()),
            Map.ofEntries(
                Map.entry(AgentDefinition.class, AgentDocuments.SCHEMA),
                Map.entry(LessonContent.class, Lessons.SCHEMA),
                Map.entry(Numbers.Wanted.class, Numbers.SCHEMA),
                Map.entry(TrunkDefinition.class, Trunks.SCHEMA),
                Map.entry(Retention.Settings.class, Retention.SCHEMA),
                Map.entry(Organisations.Settings.class, Organisations.SCHEMA),
                Map.entry(SessionDocuments.NewSession.class, SessionDocuments.SCHEMA),
                Map.entry(SessionDocuments.NewMessage.class, SessionDocuments.MESSAGE),
                Map.entry(Webhooks.Wanted.class, Webhooks.SCHEMA),
                Map.entry(ProviderDefinition.class, Providers.SCHEMA)));
    return description.describe(Handlers.in(OpenApiController.class.getPackageName()));
  }

  @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  @Wire(answer = JsonNode.class)
  ResponseEntity<String> get() {
    return ResponseEntity.ok(Made.TEXT);
  }
}
