package io.parley.control.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.Schema;
import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.LessonContent;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgentDocumentsTest {
  private static AgentDefinition read(String text) {
    return AgentDocuments.read(
        Documents.parse(text),
        lesson -> lesson.equals("volcanoes"),
        model -> model.equals("our-groq"));
  }

  private static List<Finding> findings(String text) {
    try {
      read(text);
      return List.of();
    } catch (InvalidDocument e) {
      return e.findings();
    }
  }

  @Test
  void schemaAndRecordHaveTheSameFields() {
    JsonNode agent = Documents.tree(AgentDocuments.SCHEMA.text()).path("properties");
    inStep(agent, AgentDefinition.class);
    inStep(agent.path("providers").path("properties"), AgentDefinition.Providers.class);
    inStep(agent.path("limits").path("properties"), AgentDefinition.Limits.class);
    inStep(agent.path("end_of_call").path("properties"), AgentDefinition.EndOfCall.class);
    JsonNode lesson = Documents.tree(Lessons.SCHEMA.text()).path("properties");
    inStep(lesson, LessonContent.class);
    inStep(lesson.at("/key_points/items/properties"), LessonContent.Point.class);
    inStep(lesson.at("/questions/items/properties"), LessonContent.Question.class);
    inStep(Documents.tree(Schema.of("number").text()).path("properties"), Numbers.Wanted.class);
  }

  private static void inStep(JsonNode properties, Class<?> type) {
    List<String> components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
            .toList();
    assertThat(properties.propertyNames())
        .as(type.getSimpleName())
        .containsExactlyElementsOf(components);
  }

  @Test
  void aNameAloneMakesAnAgent() {
    AgentDefinition agent = read("{\"name\": \"Mine\"}");
    assertThat(agent.languages()).containsExactly("en");
    assertThat(agent.providers().llm()).containsExactly("openai", "embedded");
    assertThat(agent.turnTaking()).isEqualTo("conversational");
    assertThat(agent.limits().maxCallMinutes()).isEqualTo(60);
    assertThat(agent.endOfCall().farewell()).isEmpty();
  }

  @Test
  void everyTemplateIsAnAgent() {
    for (JsonNode template : Templates.all()) {
      assertThat(
              AgentDocuments.read(template.path("definition"), _ -> false, _ -> false).greeting())
          .isNotBlank();
    }
  }

  @Test
  void refusesPlacesForVariablesThatThereAreNot() {
    assertThat(findings("{\"name\": \"A\", \"greeting\": \"Hi {{caler}} of {{school}}\"}"))
        .extracting(Finding::field, Finding::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("greeting", "{{caler}} is no variable"),
            org.assertj.core.groups.Tuple.tuple("greeting", "{{school}} is no variable"));
    assertThat(
            findings(
                "{\"name\": \"A\", \"greeting\": \"{{school}}\", \"variables\": {\"school\": \"S\"}}"))
        .isEmpty();
  }

  @Test
  void refusesALessonThatThereIsNotAndVariablesThatCallsHaveAlready() {
    assertThat(
            findings(
                "{\"name\": \"A\", \"lesson\": \"volcano\", \"variables\": {\"caller\": \"x\"}}"))
        .extracting(Finding::field)
        .containsExactly("variables.caller", "lesson");
    assertThat(findings("{\"name\": \"A\", \"lesson\": \"volcanoes\"}")).isEmpty();
  }

  @Test
  void refusesChoicesAndLimitsThatThereAreNot() {
    assertThat(
            findings(
                """
                {"name": "", "turn_taking": "rude", "voice": "x", "limits": {"max_call_minutes": 0},
                 "providers": {"llm": ["Other!"], "stt": []}, "languages": ["english"],
                 "variables": {"Bad Name": "x"}, "response_mode": null}
                """))
        .extracting(Finding::field)
        .containsExactlyInAnyOrder(
            "name",
            "turn_taking",
            "voice",
            "limits.max_call_minutes",
            "providers.llm[0]",
            "providers.stt",
            "languages[0]",
            "variables.Bad Name",
            "response_mode");
  }

  @Test
  void makesAnIdOfAName() {
    assertThat(Agents.idOf("History tutor: Année 2")).isEqualTo("history-tutor-annee-2");
    assertThat(Agents.idOf("!!!")).isEqualTo("agent");
    assertThat(Agents.idOf("x".repeat(100))).hasSize(64);
  }

  @Test
  void survivesBeingKept() {
    AgentDefinition agent = read("{\"name\": \"Mine\", \"variables\": {\"a\": \"b\"}}");
    assertThat(AgentDocuments.kept(Documents.text(agent))).isEqualTo(agent);
    assertThat(AgentDocuments.kept("{\"name\": \"Old\", \"given_up\": 1}"))
        .as("fields that came later have their defaults, those given up are left out")
        .isEqualTo(read("{\"name\": \"Old\"}"));
  }
}
