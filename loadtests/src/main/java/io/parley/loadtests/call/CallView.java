package io.parley.loadtests.call;

import java.io.PrintStream;
import java.util.Locale;

/** What the person at the terminal sees while a call goes on. Owned by the call's thread. */
final class CallView {
  private final PrintStream out;
  private final boolean quiet;
  private final boolean coloured;

  CallView(PrintStream out, boolean quiet, boolean coloured) {
    this.out = out;
    this.quiet = quiet;
    this.coloured = coloured;
  }

  void calling(String target, String voice) {
    line("", "Calling " + target + (voice.isEmpty() ? "" : "  (voice: " + voice + ")"));
  }

  void ringing() {
    line("", "ringing");
  }

  void answered(double ms, String codec) {
    line("", String.format(Locale.ROOT, "answered after %.0f ms  (%s)", ms, codec));
  }

  void agentFirstHeard(double ms) {
    measured(String.format(Locale.ROOT, "first audio %.0f ms after the answer", ms));
  }

  void callerBegins(Step step) {
    line("you", step.label());
  }

  void understood(String text) {
    line("", "understood: \"" + text + "\"");
  }

  void agentSaid(String text) {
    line("agent", text);
  }

  void agentSpokeFor(double seconds) {
    line("agent", String.format(Locale.ROOT, "(spoke for %.1f s)", seconds));
  }

  void replied(double ms) {
    measured(String.format(Locale.ROOT, "reply began %.0f ms after your last word", ms));
  }

  void noReply() {
    measured("no reply");
  }

  void stopped(double ms) {
    measured(String.format(Locale.ROOT, "agent silent %.0f ms after you broke in", ms));
  }

  void note(String text) {
    line("", "note: " + text);
  }

  void ended(String text) {
    line("", text);
  }

  private void measured(String text) {
    if (!quiet) {
      out.println(
          (coloured ? "\u001b[2m" : "") + "          · " + text + (coloured ? "\u001b[0m" : ""));
    }
  }

  private void line(String who, String text) {
    if (quiet) {
      return;
    }
    String name = who.isEmpty() ? "" : String.format("%7s   ", who);
    String colour = who.equals("you") ? "\u001b[36m" : who.equals("agent") ? "\u001b[32m" : "";
    boolean paint = coloured && !colour.isEmpty();
    out.println((paint ? colour : "") + name + text + (paint ? "\u001b[0m" : ""));
  }
}
