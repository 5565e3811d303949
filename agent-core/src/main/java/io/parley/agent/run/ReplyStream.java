package io.parley.agent.run;

import io.parley.agent.conversation.ConversationEvent;
import io.parley.agent.speak.Sentences;
import io.parley.agent.think.Responder;
import io.parley.kernel.fault.Fault;
import java.util.function.Consumer;

/**
 * Gathers the pieces of one reply into sentences and tells the conversation. Owned by the
 * responder's thread of that reply.
 */
final class ReplyStream implements Responder.Listener {
  private final int turn;
  private final Sentences sentences = new Sentences();
  private final Consumer<ConversationEvent> tell;
  private boolean started;

  ReplyStream(int turn, Consumer<ConversationEvent> tell) {
    this.turn = turn;
    this.tell = tell;
  }

  @Override
  public void piece(String text) {
    if (!started) {
      started = true;
      tell.accept(new ConversationEvent.ReplyStarted(turn));
    }
    sentences.add(text).forEach(this::sentence);
  }

  @Override
  public void called(String tool, String arguments, String result) {
    tell.accept(new ConversationEvent.ToolCalled(turn, tool, arguments, result));
  }

  @Override
  public void done(Responder.End end) {
    sentences.end().forEach(this::sentence);
    tell.accept(new ConversationEvent.ReplyDone(turn, end));
  }

  @Override
  public void failed(Fault fault) {
    sentences.end().forEach(this::sentence);
    tell.accept(new ConversationEvent.ReplyFailed(turn, fault.detail()));
  }

  private void sentence(String text) {
    tell.accept(new ConversationEvent.ReplySentence(turn, text));
  }
}
