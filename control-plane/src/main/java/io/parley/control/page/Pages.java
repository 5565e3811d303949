package io.parley.control.page;

import io.parley.control.store.CallRecord;
import io.parley.control.store.CallRecord.Summary;
import io.parley.kernel.call.LiveCalls.LiveCall;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The console's pages. Stateless. */
public final class Pages {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final int REFRESH_LIST_S = 5;
  private static final int REFRESH_CALL_S = 2;

  /** The newest calls; {@code next} is the cursor of older ones, empty when there are none. */
  public String list(List<Summary> calls, String next) {
    Markup page = head("Calls", REFRESH_LIST_S);
    page.element("h1", "Calls");
    if (calls.isEmpty()) {
      page.open("p", "class", "hint")
          .text("No call yet. Dial 1000, or run: ./parley call --say \"what is photosynthesis\"")
          .close("p");
    } else {
      table(page, calls);
    }
    if (!next.isEmpty()) {
      page.open("p").element("a", "Older calls", "href", "/calls?cursor=" + next).close("p");
    }
    return foot(page);
  }

  private static void table(Markup page, List<Summary> calls) {
    page.open("table").open("thead").open("tr");
    for (String title : List.of("Started (UTC)", "From", "To", "Agent", "Status", "Duration")) {
      page.element("th", title, "scope", "col");
    }
    page.close("tr").close("thead").open("tbody");
    for (Summary call : calls) {
      page.open("tr").open("td");
      page.element("a", TIME.format(call.startedAt()), "href", "/calls/" + call.id()).close("td");
      page.element("td", caller(call));
      page.element("td", call.to());
      page.element("td", agent(call));
      page.open("td").element("span", status(call), "class", "status " + call.status());
      page.close("td").element("td", seconds(call.durationMs())).close("tr");
    }
    page.close("tbody").close("table");
  }

  /** One call: facts, transcript, latencies, what was decided. */
  public String call(CallRecord record) {
    Summary call = record.call();
    boolean up = !call.status().equals("ended");
    Markup page = head("Call " + TIME.format(call.startedAt()), up ? REFRESH_CALL_S : 0);
    page.open("p").element("a", "All calls", "href", "/calls").close("p");
    page.element("h1", caller(call) + " → " + call.to());
    if (up) {
      page.open("form", "method", "post", "action", "/calls/" + call.id() + "/hangup");
      page.element("button", "Hang up").close("form");
    }
    facts(page, record);
    CallSections.transcript(page, record.transcript());
    CallSections.latencies(page, record.turns());
    CallSections.decisions(page, record.decisions());
    CallSections.events(page, record.events());
    return foot(page);
  }

  private static void facts(Markup page, CallRecord record) {
    Summary call = record.call();
    page.open("dl");
    fact(page, "Status", status(call));
    fact(page, "Agent", agent(call));
    fact(page, "Started (UTC)", TIME.format(call.startedAt()));
    fact(page, "Answered (UTC)", time(call.answeredAt()));
    fact(page, "Ended (UTC)", time(call.endedAt()));
    fact(page, "Duration", seconds(call.durationMs()));
    fact(page, "Set-up", millis(call.setupMs()));
    fact(page, "Why it ended", call.endedDetail() == null ? "" : call.endedDetail());
    fact(page, "SIP Call-ID", call.sip().callId());
    fact(page, "From", call.sip().remote() + "  " + call.sip().userAgent());
    fact(page, "Codec", call.sip().codec());
    CallRecord.Quality quality = record.quality();
    if (quality != null) {
      fact(
          page,
          "Audio",
          "%d packets in, %d out, %d lost, %d late, %d ms concealed, jitter %.1f ms"
              .formatted(
                  quality.packetsReceived(),
                  quality.packetsSent(),
                  quality.lost(),
                  quality.late(),
                  quality.concealedMs(),
                  quality.jitterMs()));
    }
    page.close("dl");
  }

  private static void fact(Markup page, String name, String value) {
    if (!value.isBlank()) {
      page.element("dt", name).element("dd", value);
    }
  }

  /** What is known without the database: the calls that are up. */
  public String databaseAway(List<LiveCall> live) {
    Markup page = head("Database away", REFRESH_LIST_S);
    page.element("h1", "The database is away");
    page.element(
        "p",
        "Calls go on and are kept in this node's journal; they appear here when it is back.",
        "class",
        "warning");
    page.element("p", live.size() + " calls are up now.").open("ul");
    for (LiveCall call : live.subList(0, Math.min(live.size(), 100))) {
      page.element("li", call.from() + " → " + call.to() + " (" + call.status() + ")");
    }
    page.close("ul");
    return foot(page);
  }

  /** One sentence. */
  public String message(String text) {
    Markup page = head("Parley", 0);
    page.element("p", text).open("p").element("a", "All calls", "href", "/calls").close("p");
    return foot(page);
  }

  /** Asks who one is; {@code refused} says why the last try was not taken, empty for none. */
  public String login(String refused) {
    return EntryPages.login(start("Parley: sign in", 0), refused);
  }

  /** Asks the holder of a one-time link for a password; {@code refused} as above. */
  public String firstRun(String token, String refused) {
    return EntryPages.firstRun(start("Parley: your account", 0), token, refused);
  }

  private static Markup head(String title, int refreshS) {
    Markup page = start(title + " · Parley", refreshS);
    page.open("header").element("a", "Parley", "href", "/", "class", "brand");
    page.open("form", "method", "post", "action", "/logout");
    page.element("button", "Sign out", "class", "quiet").close("form").close("header");
    return page.open("main");
  }

  private static Markup start(String title, int refreshS) {
    Markup page = new Markup();
    page.open("!doctype html").open("html", "lang", "en").open("head");
    page.open("meta", "charset", "utf-8");
    page.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    if (refreshS > 0) {
      page.open("meta", "http-equiv", "refresh", "content", String.valueOf(refreshS));
    }
    page.element("title", title);
    page.open("link", "rel", "stylesheet", "href", "/style.css");
    return page.close("head").open("body");
  }

  private static String foot(Markup page) {
    return page.close("main").close("body").close("html").toString();
  }

  private static String caller(Summary call) {
    return call.fromDisplay().isBlank()
        ? call.from()
        : call.fromDisplay() + " (" + call.from() + ")";
  }

  private static String agent(Summary call) {
    return call.agentVersion() == null ? call.agent() : call.agent() + " v" + call.agentVersion();
  }

  private static String status(Summary call) {
    return call.endedReason() == null ? call.status() : call.status() + ": " + call.endedReason();
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : TIME.format(time);
  }

  private static String millis(@Nullable Long ms) {
    return ms == null ? "" : ms + " ms";
  }

  private static String seconds(@Nullable Long ms) {
    return ms == null ? "" : "%d:%02d".formatted(ms / 60_000, ms / 1000 % 60);
  }
}
