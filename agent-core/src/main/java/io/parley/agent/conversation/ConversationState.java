package io.parley.agent.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All a conversation knows: an immutable value that survives a JSON round trip, so that a call can
 * be taken up by another process.
 *
 * @param offeredNs when the call was offered; times of the record count from it
 * @param answerOrdered whether the edge was told to answer, or to refuse
 * @param listenMs the silence the detector was last told
 * @param hearings how often the transcriber was connected
 * @param orders what was ordered from outside
 * @param armed the deadlines that are armed, by kind, with their tokens
 * @param nextToken the token of the next deadline
 */
public record ConversationState(
    Phase phase,
    long offeredNs,
    boolean hearingReady,
    boolean answerOrdered,
    boolean held,
    int listenMs,
    int hearings,
    CallerTurn caller,
    @Nullable AgentReply reply,
    @Nullable Interruption interruption,
    Dialogue dialogue,
    Orders orders,
    Map<Deadline, Long> armed,
    long nextToken) {
  /** A call that has not been offered yet. */
  public static final ConversationState NEW =
      new ConversationState(
          Phase.RINGING,
          0,
          false,
          false,
          false,
          0,
          0,
          CallerTurn.SILENT,
          null,
          null,
          Dialogue.NEW,
          Orders.NONE,
          Map.of(),
          1);

  /** Copies the deadlines. */
  public ConversationState {
    armed = Map.copyOf(armed);
  }
}
