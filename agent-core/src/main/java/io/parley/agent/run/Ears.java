package io.parley.agent.run;

import io.parley.agent.conversation.ConversationEvent;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.Transcript;
import io.parley.agent.run.HearingQueue.Item;
import io.parley.kernel.fault.Fault;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one call's transcriber, on a virtual thread of its own: what the caller says while it still
 * connects waits in the queue. Results go to the call's mailbox.
 */
final class Ears implements Loop {
  private final Transcriber transcriber;
  private final Transcriber.Request request;
  private final HearingQueue queue;
  private final Consumer<ConversationEvent> tell;
  private Transcriber.@Nullable Hearing hearing;
  private long begun;
  private volatile boolean over;

  Ears(
      Transcriber transcriber,
      Transcriber.Request request,
      HearingQueue queue,
      Consumer<ConversationEvent> tell) {
    this.transcriber = transcriber;
    this.request = request;
    this.queue = queue;
    this.tell = tell;
  }

  @Override
  public boolean over() {
    return over;
  }

  @Override
  public boolean step(boolean wait) throws InterruptedException {
    Item item = queue.next(wait);
    if (item == null) {
      return false;
    }
    try {
      take(item);
    } catch (RuntimeException e) {
      tell.accept(new ConversationEvent.HearingFailed(e.toString()));
    }
    return true;
  }

  private void take(Item item) {
    Transcriber.Hearing now = hearing;
    switch (item) {
      case Item.Open _ -> open();
      case Item.Close _ -> {
        over = true;
        close();
      }
      case Item.Begin begin when now != null && begin.speech() > begun -> {
        begun = begin.speech();
        now.begin(begun);
      }
      case Item.Audio audio when now != null -> now.audio(audio.pcm());
      case Item.End end when now != null -> now.end(end.speech());
      case Item.Expect expect when now != null -> now.expect(expect.expectation());
      case Item.Begin _, Item.Audio _, Item.End _, Item.Expect _ -> {}
    }
  }

  private void open() {
    close();
    hearing = transcriber.open(request, new Results());
    tell.accept(new ConversationEvent.HearingReady());
  }

  private void close() {
    Transcriber.Hearing now = hearing;
    hearing = null;
    if (now != null) {
      now.close();
    }
  }

  /** Called from the engine's threads. */
  private final class Results implements Transcriber.Listener {
    @Override
    public void partial(long speech, String text) {
      tell.accept(new ConversationEvent.PartialHeard(speech, text));
    }

    @Override
    public void settled(long speech, Transcript transcript) {
      tell.accept(
          new ConversationEvent.TranscriptSettled(
              speech, transcript.text(), transcript.confidence()));
    }

    @Override
    public void failed(Fault fault) {
      tell.accept(new ConversationEvent.HearingFailed(fault.detail()));
    }
  }
}
