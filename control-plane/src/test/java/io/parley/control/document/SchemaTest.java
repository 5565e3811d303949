package io.parley.control.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SchemaTest {
  private static final Schema LESSON = Schema.of("lesson");
  private static final String VOLCANOES =
      """
      {"name": "volcanoes", "title": " Volcanoes ",
       "key_points": [{"term": "lava", "explanation": "Lava is hot."}],
       "questions": [{"ask": "Is it hot?", "accepted": ["yes"], "explanation": "It melts."}]}
      """;

  private static List<Finding> check(String text) {
    return LESSON.check(Documents.parse(text));
  }

  @Test
  void completesADocumentWithDefaultsInTheOrderOfTheSchema() {
    JsonNode whole = LESSON.complete(Documents.parse(VOLCANOES));
    assertThat(whole.propertyNames())
        .containsExactly(
            "name",
            "title",
            "level",
            "style",
            "objectives",
            "key_points",
            "questions",
            "pronunciations");
    assertThat(whole.path("title").asString()).isEqualTo("Volcanoes");
    assertThat(whole.path("key_points").get(0).path("aliases").isArray()).isTrue();
  }

  @Test
  void tellsAllThatIsWrongAtOnceEachWithFieldReasonAndRemedy() {
    List<Finding> findings =
        check(
            """
            {"name": "No Good", "tilte": "x", "level": 3, "objectives": "one",
             "key_points": [], "pronunciations": {"magma": "M AE 7"},
             "questions": [{"ask": "?", "accepted": ["", "a"], "explanation": "e"}]}
            """);
    assertThat(findings)
        .extracting(Finding::field)
        .containsExactlyInAnyOrder(
            "title",
            "name",
            "tilte",
            "level",
            "objectives",
            "key_points",
            "pronunciations.magma",
            "questions[0].accepted[0]");
    assertThat(findings).allMatch(f -> !f.reason().isBlank() && !f.remedy().isBlank());
    assertThat(findings)
        .contains(
            new Finding(
                "name",
                "'No Good' cannot be used",
                "use small letters, digits and dashes, like solar-system"));
  }

  @Test
  void refusesWhatTheDatabaseCannotKeep() {
    for (String text : List.of("a\\u0000b", "half \\ud800", "\\u0007")) {
      assertThat(check(VOLCANOES.replace("Lava is hot.", text)))
          .extracting(Finding::reason)
          .containsExactly("has a character that cannot be kept");
    }
  }

  @Test
  void refusesTextsAndListsThatAreTooLong() {
    assertThat(check(VOLCANOES.replace("Lava is hot.", "x".repeat(1001)))).hasSize(1);
    String many = "[" + "\"a\",".repeat(501) + "\"a\"]";
    assertThat(check(VOLCANOES.replace("[\"yes\"]", many)))
        .containsExactly(
            new Finding("questions[0].accepted", "has more than 500 entries", "give fewer"));
  }

  @Test
  void refusesWhatIsNoDocumentAtAll() {
    assertThat(check("[]"))
        .extracting(Finding::reason)
        .containsExactly("is not an entry with fields");
    for (String text : List.of("", "{", "{\"a\": 1, \"a\": 2}", "{} {}", "nonsense")) {
      assertThatThrownBy(() -> Documents.parse(text))
          .as(text)
          .isInstanceOfSatisfying(InvalidDocument.class, e -> assertThat(e.findings()).hasSize(1));
    }
  }
}
