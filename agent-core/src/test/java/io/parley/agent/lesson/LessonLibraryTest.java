package io.parley.agent.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.route.LessonContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonLibraryTest {
  private static final Path SHIPPED = Path.of("..", "lessons");

  private static final String GOOD =
      """
      name: tiny
      title: A tiny lesson
      key-points:
        - term: one
          explanation: One is a number.
      questions:
        - ask: What is one?
          accepted: [a number, 1]
          explanation: One is a number.
      """;

  @TempDir private Path folder;

  @Test
  void loadsTheShippedLessons() {
    LessonLibrary library = LessonLibrary.load(List.of(SHIPPED));
    assertThat(library.problems()).isEmpty();
    assertThat(library.lessons())
        .extracting(LessonContent::name)
        .contains("fractions", "photosynthesis", "solar-system");
    for (LessonContent lesson : library.lessons()) {
      assertThat(lesson.keyPoints()).as(lesson.name()).hasSizeGreaterThanOrEqualTo(8);
      assertThat(lesson.questions()).as(lesson.name()).hasSizeGreaterThanOrEqualTo(6);
      assertThat(lesson.objectives()).isNotEmpty();
    }
  }

  @Test
  void keepsShippedSentencesShortEnoughForTheEar() {
    for (LessonContent lesson : LessonLibrary.load(List.of(SHIPPED)).lessons()) {
      for (String sentence : spoken(lesson).toList()) {
        assertThat(sentence.split(" ").length).as(sentence).isLessThanOrEqualTo(20);
        assertThat(sentence).as("nothing that cannot be spoken").matches("[\\p{L}0-9 ,.?'-]+");
      }
    }
  }

  @Test
  void loadsTheExampleOfTheReadme() throws IOException {
    String readme = Files.readString(SHIPPED.resolve("README.md"));
    String example = readme.substring(readme.indexOf("```yaml") + 7, readme.lastIndexOf("```"));
    Files.writeString(folder.resolve("volcanoes.yaml"), example);
    LessonLibrary library = LessonLibrary.load(List.of(folder));
    assertThat(library.problems()).isEmpty();
    LessonContent lesson = library.find("volcanoes").orElseThrow();
    assertThat(lesson.title()).isEqualTo("Volcanoes: mountains of fire");
    assertThat(lesson.keyPoints()).hasSize(3);
    assertThat(lesson.keyPoints().getFirst().explanation())
        .isEqualTo(
            "A volcano is an opening in the earth. Hot melted rock, ash and gas come out of it.");
    assertThat(lesson.questions().get(1).accepted()).containsExactly("yes", "yes it does");
    assertThat(lesson.pronunciations()).containsEntry("magma", "M AE G M AH");
  }

  @Test
  void namesFileFieldReasonAndRemedyAndLoadsTheOthers() throws IOException {
    write("a.yaml", GOOD.replace("name: tiny", "name: Tiny Lesson"));
    write("b.yaml", GOOD.replace("accepted: [a number, 1]", "accepted: []"));
    write("c.yaml", GOOD.replace("explanation: One is a number.", "explanaton: One."));
    write("d.yaml", "name: broken\ntitle: [unclosed\n");
    write("e.yml", GOOD);
    write("f.yaml", GOOD);
    write("g.yaml", "just a text");
    write("h.yaml", GOOD.replace("tiny", "words") + "pronunciations:\n  one: W XX N\n");
    write("notes.txt", "not a lesson");
    LessonLibrary library = LessonLibrary.load(List.of(folder));
    assertThat(library.lessons()).extracting(LessonContent::name).containsExactly("tiny");
    assertThat(library.find("tiny").orElseThrow().questions().getFirst().accepted())
        .as("numbers are texts")
        .containsExactly("a number", "1");
    assertThat(library.problems())
        .extracting(p -> p.file().getFileName().toString())
        .contains("a.yaml", "b.yaml", "c.yaml", "d.yaml", "f.yaml", "g.yaml", "h.yaml");
    assertThat(library.problems().getFirst().toString())
        .endsWith(
            "a.yaml: name: 'Tiny Lesson' is not a name; use small letters, digits and dashes, like"
                + " solar-system");
    assertThat(library.problems())
        .extracting(LessonProblem::field)
        .contains(
            "name",
            "questions[0].accepted",
            "key-points[0].explanaton",
            "key-points[0].explanation",
            "pronunciations.one");
    assertThat(library.problems()).allMatch(p -> !p.reason().isEmpty() && !p.remedy().isEmpty());
  }

  @Test
  void reportsAFolderThatIsMissing() {
    LessonLibrary library = LessonLibrary.load(List.of(folder.resolve("nowhere"), SHIPPED));
    assertThat(library.problems()).hasSize(1);
    assertThat(library.lessons()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void reportsBytesThatAreNoText() throws IOException {
    Files.write(folder.resolve("x.yaml"), new byte[] {'a', ':', ' ', (byte) 0xC3, (byte) 0x28});
    assertThat(LessonLibrary.load(List.of(folder)).problems())
        .singleElement()
        .extracting(LessonProblem::reason)
        .isEqualTo("is not UTF-8 text");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static Stream<String> spoken(LessonContent lesson) {
    Stream<String> points =
        lesson.keyPoints().stream()
            .flatMap(p -> Stream.concat(Stream.of(p.explanation()), p.examples().stream()));
    Stream<String> questions =
        lesson.questions().stream()
            .flatMap(q -> Stream.concat(Stream.of(q.ask(), q.explanation()), q.hints().stream()));
    return Stream.concat(points, questions).flatMap(text -> Stream.of(text.split("(?<=[.?]) ")));
  }
}
