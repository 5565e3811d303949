package io.parley.agent.provider.tutor;

import io.parley.agent.think.Responder;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.route.LessonContent;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded tutor as a {@link Responder}: needs no key and no network, and is no language model.
 * Every reply is decided on a thread of its own within a few milliseconds and handed over sentence
 * by sentence. Safe from any thread.
 */
public final class TutorResponder implements Responder {
  private static final Logger log = LoggerFactory.getLogger(TutorResponder.class);

  private final TutorBrain brain;
  private final Executor executor;

  /** A tutor that knows {@code lessons} besides the one of the call: callers may change to them. */
  public TutorResponder(Collection<LessonContent> lessons) {
    this(lessons, task -> Thread.ofVirtual().name("tutor").start(task));
  }

  /** The same with the threads of {@code executor}. */
  public TutorResponder(Collection<LessonContent> lessons, Executor executor) {
    this.brain = new TutorBrain(lessons);
    this.executor = executor;
  }

  @Override
  public String name() {
    return "tutor";
  }

  @Override
  public Reply reply(Ask ask, Listener listener) {
    AtomicBoolean cancelled = new AtomicBoolean();
    executor.execute(() -> speak(ask, listener, cancelled));
    return () -> cancelled.set(true);
  }

  private void speak(Ask ask, Listener listener, AtomicBoolean cancelled) {
    TutorReply reply;
    try {
      reply = brain.reply(ask);
    } catch (RuntimeException e) {
      log.error("The tutor failed on a turn of call {}", ask.call(), e);
      listener.failed(
          new Fault.Unavailable("the tutor failed on this turn; see the log", Fault.Retry.LATER));
      return;
    }
    for (String piece : reply.pieces()) {
      if (cancelled.get()) {
        return;
      }
      listener.piece(piece + " ");
    }
    if (!cancelled.get()) {
      listener.done(reply.end());
    }
  }
}
