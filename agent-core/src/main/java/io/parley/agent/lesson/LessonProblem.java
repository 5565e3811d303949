package io.parley.agent.lesson;

import java.nio.file.Path;

/**
 * Why a lesson was not loaded; one for each thing to be put right.
 *
 * @param field where in the file, as {@code questions[2].accepted}; empty for the whole file
 * @param remedy what the author should do
 */
public record LessonProblem(Path file, String field, String reason, String remedy) {
  @Override
  public String toString() {
    return file + ": " + (field.isEmpty() ? "" : field + ": ") + reason + "; " + remedy;
  }
}
