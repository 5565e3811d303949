package io.parley.agent.lesson;

import io.parley.kernel.route.LessonContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lessons that were found in some folders, and what was wrong with those that were not taken.
 * Immutable, safe from any thread; to read changed files, load again.
 */
public final class LessonLibrary {
  private static final LessonLibrary EMPTY = new LessonLibrary(Map.of(), List.of());

  private final Map<String, LessonContent> lessons;
  private final List<LessonProblem> problems;

  private LessonLibrary(Map<String, LessonContent> lessons, List<LessonProblem> problems) {
    this.lessons = lessons;
    this.problems = List.copyOf(problems);
  }

  /** A library without lessons. */
  public static LessonLibrary empty() {
    return EMPTY;
  }

  /**
   * Reads every {@code .yaml} and {@code .yml} file of {@code directories}, in the order given and
   * by file name within each; sub-folders are left alone. A file with a mistake is left out and
   * reported, the others load; so is the second lesson of a name.
   */
  public static LessonLibrary load(List<Path> directories) {
    Map<String, LessonContent> lessons = new LinkedHashMap<>();
    List<LessonProblem> problems = new ArrayList<>();
    for (Path directory : directories) {
      for (Path file : filesOf(directory, problems)) {
        List<LessonProblem> own = new ArrayList<>();
        LessonContent lesson = LessonFile.read(file, own);
        problems.addAll(own);
        if (lesson != null && lessons.putIfAbsent(lesson.name(), lesson) != null) {
          problems.add(
              new LessonProblem(
                  file,
                  "name",
                  "another lesson is called '" + lesson.name() + "' already",
                  "choose another name"));
        }
      }
    }
    return new LessonLibrary(lessons, problems);
  }

  /** All lessons, in the order they were found. */
  public List<LessonContent> lessons() {
    return List.copyOf(lessons.values());
  }

  /** The lesson called {@code name}. */
  public Optional<LessonContent> find(String name) {
    return Optional.ofNullable(lessons.get(name));
  }

  /** What was wrong; empty when every file became a lesson. */
  public List<LessonProblem> problems() {
    return problems;
  }

  private static List<Path> filesOf(Path directory, List<LessonProblem> problems) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(LessonLibrary::isLesson).sorted().toList();
    } catch (IOException e) {
      problems.add(
          new LessonProblem(
              directory,
              "",
              "the folder cannot be read (" + e.getClass().getSimpleName() + ")",
              "name a folder with lessons in PARLEY_LESSONS_DIR"));
      return List.of();
    }
  }

  private static boolean isLesson(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith(".")
        && Files.isRegularFile(file);
  }
}
