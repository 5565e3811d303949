package io.parley.control.agents;

import io.parley.control.Refusal;
import io.parley.control.document.InvalidDocument;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is said alike of all documents of a kind: that one is missing, is called like another, is in
 * use, was changed. Stateless.
 *
 * @param type in the audit log and in the types of problems
 * @param title what it is called where nothing else says what it is about
 * @param noun what it is called else
 * @param knownTo who know one by its name
 */
public record DocumentKind(String type, String title, String noun, String knownTo) {
  /** A kind with one name for all purposes. */
  public static DocumentKind of(String name, String knownTo) {
    return new DocumentKind(name, name, name, knownTo);
  }

  /** There is none of this name. */
  public Refusal missing() {
    return Refusal.missing(title);
  }

  /** Refuses a name that another one has, so that {@code rows} made are 0. */
  public void requireMade(int rows, String name) {
    if (rows == 0) {
      throw new InvalidDocument(
          "name",
          "another " + noun + " is called '" + name + "' already",
          "choose another name, or change that " + noun);
    }
  }

  /** Refuses another name than the one it has. */
  public void requireSameName(String name, String given) {
    if (!given.equals(name)) {
      throw new InvalidDocument(
          "name",
          "is not the name of this " + noun + ", which " + knownTo + " know it by",
          "leave it '" + name + "', or make a new " + noun);
    }
  }

  /** Refuses to take away what {@code users} need: "The lesson is taught by a, b: remedy." */
  public void requireUnused(List<String> users, String how, String remedy) {
    if (!users.isEmpty()) {
      throw Refusal.conflict(
          type + "-in-use",
          "The %s %s %s: %s.".formatted(noun, how, String.join(", ", users), remedy));
    }
  }

  /** Writes down that {@code name} was {@code done}: from {@code before} to {@code after}. */
  public void audit(
      JdbcTemplate jdbc,
      Requester who,
      String done,
      String name,
      @Nullable String before,
      @Nullable String after) {
    AuditLog.record(jdbc, who, type + "." + done, type, name, before, after);
  }
}
