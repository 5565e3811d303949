package io.parley.control.page;

import io.parley.control.store.CallRecord.Decision;
import io.parley.control.store.CallRecord.Event;
import io.parley.control.store.CallRecord.Latency;
import io.parley.control.store.CallRecord.Line;
import io.parley.control.store.CallRecord.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a call's page. Stateless. */
final class CallSections {
  private static final int BAR_WIDTH = 480;
  private static final int BAR_HEIGHT = 14;

  private CallSections() {}

  static void transcript(Markup page, List<Line> lines) {
    page.element("h2", "Transcript");
    if (lines.isEmpty()) {
      page.element("p", "Nothing was said yet.", "class", "hint");
      return;
    }
    page.open("ol", "class", "transcript");
    for (Line line : lines) {
      page.open("li", "class", line.role());
      page.element("span", clock(line.atMs()) + " " + line.role(), "class", "who");
      page.element("p", line.text());
      String heard = line.heard();
      if (line.interrupted() && heard != null) {
        page.element("p", "interrupted after: " + heard, "class", "hint");
      }
      page.close("li");
    }
    page.close("ol");
  }

  static void latencies(Markup page, List<Turn> turns) {
    List<Turn> measured = turns.stream().filter(turn -> !stages(turn.latency()).isEmpty()).toList();
    if (measured.isEmpty()) {
      return;
    }
    long longestMs =
        measured.stream()
            .flatMap(turn -> stages(turn.latency()).stream())
            .mapToLong(Stage::ms)
            .max()
            .orElse(1);
    page.element("h2", "Latency per turn");
    page.element(
        "p", "Milliseconds from the end of the caller's speech to each stage.", "class", "hint");
    page.open("table").open("thead").open("tr");
    for (String title :
        List.of("Turn", "end of turn", "transcript", "first token", "first audio", "on the wire")) {
      page.element("th", title, "scope", "col");
    }
    page.element("th", "", "scope", "col").close("tr").close("thead").open("tbody");
    for (Turn turn : measured) {
      Latency latency = turn.latency();
      page.open("tr").element("td", String.valueOf(turn.index()));
      page.element("td", ms(latency.endOfTurnMs())).element("td", ms(latency.transcriptMs()));
      page.element("td", ms(latency.firstTokenMs())).element("td", ms(latency.firstAudioMs()));
      page.element("td", ms(latency.onWireMs())).open("td");
      bar(page, stages(latency), Math.max(1, longestMs));
      page.close("td").close("tr");
    }
    page.close("tbody").close("table");
  }

  private record Stage(String name, long ms) {}

  private static List<Stage> stages(Latency latency) {
    List<Stage> stages = new ArrayList<>();
    add(stages, "end-of-turn", latency.endOfTurnMs());
    add(stages, "transcript", latency.transcriptMs());
    add(stages, "first-token", latency.firstTokenMs());
    add(stages, "first-audio", latency.firstAudioMs());
    add(stages, "on-wire", latency.onWireMs());
    return stages;
  }

  private static void add(List<Stage> stages, String name, @Nullable Long ms) {
    if (ms != null && ms >= 0) {
      stages.add(new Stage(name, ms));
    }
  }

  /** Each stage from where the one before it ended. */
  private static void bar(Markup page, List<Stage> stages, long longestMs) {
    page.open(
        "svg",
        "width",
        String.valueOf(BAR_WIDTH),
        "height",
        String.valueOf(BAR_HEIGHT),
        "role",
        "img",
        "aria-label",
        "waterfall of the stages");
    long fromMs = 0;
    for (Stage stage : stages) {
      long untilMs = Math.max(fromMs, stage.ms());
      page.open(
          "rect",
          "class",
          stage.name(),
          "x",
          String.valueOf(fromMs * BAR_WIDTH / longestMs),
          "width",
          String.valueOf((untilMs - fromMs) * BAR_WIDTH / longestMs),
          "height",
          String.valueOf(BAR_HEIGHT));
      page.element("title", stage.name() + ": " + stage.ms() + " ms").close("rect");
      fromMs = untilMs;
    }
    page.close("svg");
  }

  static void decisions(Markup page, List<Decision> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    page.element("h2", "What the turn engine decided");
    page.open("table").open("tbody");
    for (Decision decision : decisions) {
      page.open("tr").element("td", clock(decision.atMs())).element("td", decision.state());
      page.element("td", decision.decision()).element("td", decision.inputs(), "class", "data");
      page.close("tr");
    }
    page.close("tbody").close("table");
  }

  static void events(Markup page, List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    page.element("h2", "Events");
    page.open("table").open("tbody");
    for (Event event : events) {
      page.open("tr").element("td", clock(event.atMs())).element("td", event.type());
      page.element("td", event.data(), "class", "data").close("tr");
    }
    page.close("tbody").close("table");
  }

  private static String ms(@Nullable Long ms) {
    return ms == null ? "–" : String.valueOf(ms);
  }

  private static String clock(long ms) {
    return "%d:%02d.%d".formatted(ms / 60_000, ms / 1000 % 60, ms / 100 % 10);
  }
}
