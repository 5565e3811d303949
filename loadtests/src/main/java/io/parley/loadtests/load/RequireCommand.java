package io.parley.loadtests.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Holds a report of {@code ./parley load} to figures: {@code report.json grid_deviation_ms.p99<=2}.
 * Exit 0 when all hold, 1 with a line for each that does not, 2 when a figure is missing or a
 * requirement cannot be read. Stateless.
 */
public final class RequireCommand {
  private static final Pattern REQUIREMENT = Pattern.compile("([a-z0-9_.]+)(<=|>=|==)([-0-9.]+)");
  private static final int BROKEN = 1;
  private static final int UNREADABLE = 2;

  private RequireCommand() {}

  /** The file, then the requirements. */
  public static void main(String[] arguments) throws java.io.IOException {
    JsonNode report = new ObjectMapper().readTree(Files.readString(Path.of(arguments[0])));
    int worst = 0;
    for (String requirement : List.of(arguments).subList(1, arguments.length)) {
      worst = Math.max(worst, check(report, requirement));
    }
    System.exit(worst);
  }

  /** 0 when {@code requirement} holds; otherwise says what is. */
  static int check(JsonNode report, String requirement) {
    Matcher parts = REQUIREMENT.matcher(requirement);
    if (!parts.matches()) {
      System.err.println("cannot read " + requirement + ": write path<=number");
      return UNREADABLE;
    }
    JsonNode found = report.at("/" + parts.group(1).replace('.', '/'));
    if (!found.isNumber()) {
      System.err.println("no figure " + parts.group(1) + " in the report");
      return UNREADABLE;
    }
    if (holds(found.asDouble(), parts.group(2), Double.parseDouble(parts.group(3)))) {
      System.err.println("held: " + requirement + " (" + found + ")");
      return 0;
    }
    System.err.println("NOT HELD: " + requirement + " (" + found + ")");
    return BROKEN;
  }

  private static boolean holds(double is, String relation, double wanted) {
    return switch (relation) {
      case "<=" -> is <= wanted;
      case ">=" -> is >= wanted;
      default -> Double.compare(is, wanted) == 0;
    };
  }
}
