package io.parley.agent.conversation;

import io.parley.agent.conversation.AgentReply.Status;
import io.parley.kernel.call.SpokenWords;
import io.parley.kernel.call.SpokenWords.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is being said and is not on record yet. Stateless. */
public final class Unrecorded {
  private Unrecorded() {}

  /** As of {@code nowNs}. */
  public static SpokenWords words(ConversationState state, long nowNs) {
    List<Line> lines = new ArrayList<>(3);
    AgentReply reply = state.reply();
    if (reply != null) {
      add(lines, "caller", reply.said());
      add(lines, reply.order() == null ? "agent" : "operator", heard(state, reply, nowNs));
    }
    add(lines, "caller", saying(state.caller()));
    return new SpokenWords((nowNs - state.offeredNs()) / 1_000_000, lines);
  }

  /** Whether time alone changes it. */
  public static boolean grows(ConversationState state) {
    AgentReply reply = state.reply();
    return reply != null && reply.audible();
  }

  private static void add(List<Line> lines, String role, String text) {
    if (!text.isBlank()) {
      lines.add(new Line(role, text.strip()));
    }
  }

  private static String heard(ConversationState state, AgentReply reply, long nowNs) {
    if (reply.status() == Status.ABANDONED) {
      return Ledger.heard(reply.spans(), reply.heardMs());
    }
    if (!reply.audible()) {
      return "";
    }
    return Ledger.heard(reply.spans(), heardMs(state.interruption(), reply, nowNs));
  }

  private static long heardMs(@Nullable Interruption interruption, AgentReply reply, long nowNs) {
    return interruption != null && interruption.utterance().equals(reply.utterance())
        ? interruption.heardMs(nowNs)
        : (nowNs - reply.marks().onWireNs()) / 1_000_000;
  }

  /** The words of the turn that is open, and of speech that may come to nothing while it lasts. */
  static String saying(CallerTurn caller) {
    boolean guessing = caller.awaitsTranscript() && (caller.open() || caller.speech().live());
    String guess = guessing ? caller.speech().partial() : "";
    return caller.open() ? caller.text() + " " + guess : guess;
  }
}
