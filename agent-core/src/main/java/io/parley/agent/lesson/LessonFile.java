package io.parley.agent.lesson;

import io.parley.kernel.route.LessonContent;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads one lesson file and says what is wrong with it. Stateless but for the parser. */
final class LessonFile {
  private static final long LARGEST_BYTES = 1 << 20;
  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Set<String> PHONES =
      Set.of(
          "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G",
          "HH", "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T",
          "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH");

  private LessonFile() {}

  /** The lesson in {@code file}, or null when {@code problems} were found. */
  static @Nullable LessonContent read(Path file, List<LessonProblem> problems) {
    JsonNode root = parse(file, problems);
    if (root == null) {
      return null;
    }
    if (!root.isObject()) {
      problems.add(
          new LessonProblem(
              file, "", "is not a lesson", "begin with 'name:' and 'title:', see README.md"));
      return null;
    }
    LessonContent lesson = lesson(new LessonNode(file, "", root, problems));
    return problems.isEmpty() ? lesson : null;
  }

  private static @Nullable JsonNode parse(Path file, List<LessonProblem> problems) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        problems.add(
            new LessonProblem(file, "", "is larger than 1 MB", "split it into several lessons"));
        return null;
      }
      return YAML.readTree(Files.readString(file, StandardCharsets.UTF_8));
    } catch (MalformedInputException e) {
      problems.add(new LessonProblem(file, "", "is not UTF-8 text", "save it as UTF-8"));
    } catch (IOException e) {
      problems.add(
          new LessonProblem(
              file,
              "",
              "cannot be read (" + e.getClass().getSimpleName() + ")",
              "check that the file may be read"));
    } catch (JacksonException e) {
      problems.add(
          new LessonProblem(
              file,
              "line " + e.getLocation().getLineNr(),
              "is not valid YAML: " + firstLine(e.getOriginalMessage()),
              "check indentation, and put text with ': ' or '#' in quotes"));
    }
    return null;
  }

  private static LessonContent lesson(LessonNode node) {
    node.knows(
        "name",
        "title",
        "level",
        "style",
        "objectives",
        "key-points",
        "questions",
        "pronunciations");
    String name = node.required("name", "give the lesson a short name, like solar-system");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      node.problem(
          "name",
          "'" + name + "' is not a name",
          "use small letters, digits and dashes, like solar-system");
    }
    String title = node.required("title", "say what the lesson is called");
    List<LessonContent.Point> points = new ArrayList<>();
    for (LessonNode point : node.objects("key-points", "explain at least one thing")) {
      points.add(keyPoint(point));
    }
    List<LessonContent.Question> questions = new ArrayList<>();
    for (LessonNode question : node.objects("questions", "ask at least one question")) {
      questions.add(question(question));
    }
    return new LessonContent(
        name,
        title,
        node.optional("level"),
        node.optional("style"),
        node.texts("objectives"),
        points,
        questions,
        pronunciations(node));
  }

  private static LessonContent.Point keyPoint(LessonNode node) {
    node.knows("term", "aliases", "explanation", "examples");
    return new LessonContent.Point(
        node.required("term", "name what is explained, as a caller would ask for it"),
        node.texts("aliases"),
        node.required("explanation", "explain it in one to three short sentences"),
        node.texts("examples"));
  }

  private static LessonContent.Question question(LessonNode node) {
    node.knows("ask", "accepted", "hints", "explanation");
    List<String> accepted = node.texts("accepted");
    if (accepted.isEmpty()) {
      node.problem("accepted", "is missing or empty", "list the right answers, as spoken words");
    }
    return new LessonContent.Question(
        node.required("ask", "write the question as it is spoken"),
        accepted,
        node.texts("hints"),
        node.required("explanation", "say why the answer is right, in one sentence"));
  }

  private static Map<String, String> pronunciations(LessonNode node) {
    Map<String, String> phonesByWord = new LinkedHashMap<>();
    node.map("pronunciations")
        .forEach((word, phones) -> {
          for (String phone : phones.split("\\s+", -1)) {
            if (!PHONES.contains(phone)) {
              node.problem(
                  "pronunciations." + word,
                  "'" + phone + "' is not a sound of the CMU set",
                  "write sounds like 'K AE T' for cat, without digits");
            }
          }
          phonesByWord.put(word, phones);
        });
    return phonesByWord;
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() > 120 ? line.substring(0, 120) : line;
  }
}
