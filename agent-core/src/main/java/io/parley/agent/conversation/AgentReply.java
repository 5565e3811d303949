package io.parley.agent.conversation;

import io.parley.agent.think.Responder;
import io.parley.agent.think.Responder.Cue;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder.InterruptPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The agent's part of one turn, from the question to its last sample.
 *
 * @param spans what is said, sentence by sentence
 * @param end the responder's last word, once the text is complete
 * @param memoryBefore what the responder remembered before, should the reply be revoked unheard
 * @param heardMs how much of it was sent, once it is abandoned
 * @param order whose words these are, when they were ordered from outside
 */
public record AgentReply(
    int turn,
    UtteranceId utterance,
    Responder.Cue cue,
    String said,
    double confidence,
    long startedNs,
    Map<String, String> memoryBefore,
    Status status,
    List<Span> spans,
    Responder.@Nullable End end,
    Marks marks,
    long heardMs,
    CallOrder.@Nullable Say order) {
  /** Copies the spans and the memory. */
  public AgentReply {
    spans = List.copyOf(spans);
    memoryBefore = Map.copyOf(memoryBefore);
  }

  /** How far it got. */
  public enum Status {
    /** Nothing is announced yet. */
    ASKED,
    /** The edge knows of the utterance. */
    ANNOUNCED,
    /** The caller hears it. */
    AUDIBLE,
    /** The caller interrupted it; how much he heard is still to be told. */
    ABANDONED
  }

  /**
   * One sentence.
   *
   * @param givenNs when the synthesizer was given it
   * @param lengthMs -1 until it is synthesised
   */
  public record Span(String text, long givenNs, long lengthMs) {}

  /** When the stages of the turn were reached; {@link #UNSET} where they were not. */
  public record Marks(
      long speechEndNs,
      long endOfTurnNs,
      long transcriptNs,
      long firstTokenNs,
      long firstAudioNs,
      long onWireNs) {
    /** Not reached. */
    public static final long UNSET = Long.MIN_VALUE;

    static final Marks NONE = new Marks(UNSET, UNSET, UNSET, UNSET, UNSET, UNSET);

    Marks firstToken(long nowNs) {
      return firstTokenNs != UNSET
          ? this
          : new Marks(speechEndNs, endOfTurnNs, transcriptNs, nowNs, firstAudioNs, onWireNs);
    }

    Marks firstAudio(long nowNs) {
      return firstAudioNs != UNSET
          ? this
          : new Marks(speechEndNs, endOfTurnNs, transcriptNs, firstTokenNs, nowNs, onWireNs);
    }

    Marks onWire(long sentNs) {
      return new Marks(speechEndNs, endOfTurnNs, transcriptNs, firstTokenNs, firstAudioNs, sentNs);
    }
  }

  /** The whole text so far. */
  String generated() {
    return spans.stream().map(Span::text).collect(Collectors.joining(" "));
  }

  /** Whether the call ends when it was heard. */
  boolean saysGoodbye() {
    return end != null && end.hangUp();
  }

  /** Whether it answers what the caller said, who has heard nothing of it yet. */
  boolean answersUnheard() {
    return !audible() && order == null && (cue == Cue.SAID || cue == Cue.NOT_UNDERSTOOD);
  }

  boolean audible() {
    return status == Status.AUDIBLE;
  }

  /** How the caller may interrupt it. */
  InterruptPolicy policy(TurnProfile profile) {
    return order == null || order.interruptible() ? profile.policy() : InterruptPolicy.PROTECTED;
  }

  AgentReply relaying(CallOrder.Say say) {
    return new AgentReply(
        turn,
        utterance,
        cue,
        said,
        confidence,
        startedNs,
        memoryBefore,
        status,
        spans,
        end,
        marks,
        heardMs,
        say);
  }

  AgentReply heard() {
    return with(Status.AUDIBLE, spans, end, marks, heardMs);
  }

  AgentReply abandoned(long sentMs) {
    return with(Status.ABANDONED, spans, end, marks, sentMs);
  }

  AgentReply marks(Marks next) {
    return with(status, spans, end, next, heardMs);
  }

  AgentReply ended(Responder.End last) {
    return with(status, spans, last, marks, heardMs);
  }

  AgentReply added(String text, long nowNs) {
    List<Span> all = new ArrayList<>(spans);
    all.add(new Span(text, nowNs, -1));
    return with(Status.ASKED == status ? Status.ANNOUNCED : status, all, end, marks, heardMs);
  }

  AgentReply measured(int index, long lengthMs) {
    if (index < 0 || index >= spans.size()) {
      return this;
    }
    List<Span> all = new ArrayList<>(spans);
    Span span = all.get(index);
    all.set(index, new Span(span.text(), span.givenNs(), lengthMs));
    return with(status, all, end, marks, heardMs);
  }

  private AgentReply with(
      Status newStatus,
      List<Span> newSpans,
      Responder.@Nullable End newEnd,
      Marks newMarks,
      long newHeardMs) {
    return new AgentReply(
        turn,
        utterance,
        cue,
        said,
        confidence,
        startedNs,
        memoryBefore,
        newStatus,
        newSpans,
        newEnd,
        newMarks,
        newHeardMs,
        order);
  }
}
