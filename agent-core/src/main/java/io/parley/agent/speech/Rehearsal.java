package io.parley.agent.speech;

import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.Transcript;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.route.LessonContent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One sentence spoken and heard before the first call, so that no caller waits for models to load
 * and code to compile. Runs on the thread that asks for it.
 */
final class Rehearsal implements Transcriber.Listener {
  private static final int RATE_HZ = 8000;
  private static final int PATIENCE_S = 20;

  private final CountDownLatch over = new CountDownLatch(1);

  private Rehearsal() {}

  /** Speaks and hears a question about {@code lesson}; answers whether that came to an end. */
  static boolean run(SpeechEngines engines, LessonContent lesson) throws InterruptedException {
    SayTool.Speech question =
        SayTool.speak("Can you tell me about " + lesson.title() + "?", RATE_HZ, engines);
    if (question.fault() != null) {
      return false;
    }
    Rehearsal listener = new Rehearsal();
    Transcriber.Request request = new Transcriber.Request(RATE_HZ, lesson);
    try (Transcriber.Hearing hearing = engines.transcriber().open(request, listener)) {
      Pcm audio = question.audio();
      RecordedSpeech.feed(hearing, 1, audio, new Utterances.Span(0, audio.length()));
      return listener.over.await(PATIENCE_S, TimeUnit.SECONDS);
    }
  }

  @Override
  public void partial(long speech, String text) {
    // What is understood does not matter here.
  }

  @Override
  public void settled(long speech, Transcript transcript) {
    over.countDown();
  }

  @Override
  public void failed(Fault fault) {
    over.countDown();
  }
}
