package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.api.Endpoints.Endpoint;
import io.parley.control.people.Permission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code docs/openapi.json} true: {@code -Dparley.write-docs=true} writes it anew. */
class OpenApiTest {
  private static final Path FILE = Path.of("../docs/openapi.json");
  private static final JsonNode DOCUMENT = OpenApiController.document();

  @Test
  void theCommittedFileSaysWhatTheCodeDoes() throws Exception {
    String text =
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(DOCUMENT) + "\n";
    if (Boolean.getBoolean("parley.write-docs")) {
      Files.writeString(FILE, text);
    }
    assertThat(FILE).as("written by -Dparley.write-docs=true").content().isEqualTo(text);
  }

  @Test
  void hasEveryEndpointWithItsPermission() {
    assertThat(Endpoints.all()).hasSizeGreaterThan(30);
    for (Endpoint endpoint : Endpoints.all()) {
      JsonNode operation = operation(endpoint);
      assertThat(operation.isObject()).as(endpoint.toString()).isTrue();
      assertThat(operation.path("x-permission").asString(""))
          .as(endpoint.toString())
          .isEqualTo(endpoint.needs().map(Permission::scope).orElse(""));
    }
    assertThat(operations()).hasSameSizeAs(Endpoints.all());
  }

  @Test
  void everyReferenceLeadsToSomething() {
    List<String> references = new ArrayList<>();
    collect(DOCUMENT, references);
    assertThat(references).hasSizeGreaterThan(100);
    for (String reference : references) {
      assertThat(reference).startsWith("#/");
      assertThat(DOCUMENT.at(reference.substring(1)).isObject()).as(reference).isTrue();
    }
  }

  @Test
  void everyOperationHasANameOfItsOwn() {
    assertThat(operations().stream().map(each -> each.path("operationId").asString()))
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @Test
  void everyVariableOfAPathIsAParameter() {
    for (Endpoint endpoint : Endpoints.all()) {
      List<String> declared =
          operation(endpoint)
              .path("parameters")
              .valueStream()
              .filter(each -> each.path("in").asString().equals("path"))
              .map(each -> each.path("name").asString())
              .toList();
      List<String> variables =
          Pattern.compile("\\{(\\w+)}")
              .matcher(endpoint.pattern())
              .results()
              .map(each -> each.group(1))
              .toList();
      assertThat(declared).as(endpoint.toString()).isEqualTo(variables);
    }
  }

  @Test
  void everyAnswerHasItsShape() {
    for (Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.pattern().endsWith("-schema") && !endpoint.pattern().endsWith(".json")) {
        JsonNode responses = operation(endpoint).path("responses");
        for (Map.Entry<String, JsonNode> response : responses.properties()) {
          for (JsonNode content : response.getValue().path("content")) {
            assertThat(content.path("schema").isEmpty())
                .as("@Wire(answer = …) on the handler of " + endpoint)
                .isFalse();
          }
        }
      }
    }
  }

  @Test
  void saysWhatMayBeNullAndWhatMayBeLeftOut() {
    JsonNode key = DOCUMENT.at("/components/schemas/ApiKey");
    assertThat(key.at("/properties/created_at/type").asString()).isEqualTo("string");
    assertThat(key.at("/properties/created_at/format").asString()).isEqualTo("date-time");
    assertThat(key.at("/properties/expires_at/type").toString()).isEqualTo("[\"string\",\"null\"]");
    assertThat(names(key.path("required"))).contains("created_at", "expires_at");
    JsonNode rollBack = DOCUMENT.at("/components/schemas/VersionRollBackInput");
    assertThat(names(rollBack.path("required"))).containsExactly("version");
    assertThat(names(DOCUMENT.at("/components/schemas/Role/enum")))
        .containsExactly("owner", "admin", "operator", "analyst", "integrator");
    String pattern = "/components/schemas/LessonContentInput/properties/name/pattern";
    assertThat(DOCUMENT.at(pattern).isString()).as("what lessons are checked with").isTrue();
  }

  private static List<String> names(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static JsonNode operation(Endpoint endpoint) {
    return DOCUMENT
        .path("paths")
        .path(endpoint.pattern())
        .path(endpoint.method().toLowerCase(Locale.ROOT));
  }

  private static List<JsonNode> operations() {
    List<JsonNode> found = new ArrayList<>();
    DOCUMENT.path("paths").forEach(path -> path.forEach(found::add));
    return found;
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.path("$ref").isString()) {
      references.add(node.path("$ref").asString());
    }
    node.forEach(each -> collect(each, references));
  }
}
