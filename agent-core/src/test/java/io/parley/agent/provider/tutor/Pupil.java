package io.parley.agent.provider.tutor;

import io.parley.agent.hear.Expectation;
import io.parley.agent.lesson.LessonLibrary;
import io.parley.agent.think.Responder.Ask;
import io.parley.agent.think.Responder.Cue;
import io.parley.agent.think.Responder.End;
import io.parley.agent.think.Responder.Persona;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.id.CallId;
import io.parley.kernel.route.LessonContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A caller of the brain, without audio: says, presses, is silent, and keeps the tutor's memory. */
final class Pupil {
  private static final LessonLibrary LIBRARY =
      LessonLibrary.load(List.of(Path.of("..", "lessons")));

  private final TutorBrain brain;
  private final @Nullable LessonContent lesson;
  private Persona persona = Persona.NOBODY;
  private Map<String, String> memory = Map.of();
  private End end = new End(Map.of(), Expectation.OPEN, false, false);

  Pupil(@Nullable LessonContent lesson, List<LessonContent> known) {
    this.lesson = lesson;
    this.brain = new TutorBrain(known);
  }

  static Pupil of(String lesson) {
    return new Pupil(LIBRARY.find(lesson).orElseThrow(), LIBRARY.lessons());
  }

  static LessonContent lesson(String name) {
    return LIBRARY.find(name).orElseThrow();
  }

  /** Calls a tutor who is somebody. */
  Pupil meets(Persona somebody) {
    persona = somebody;
    return this;
  }

  String call() {
    return turn(Cue.GREETING, 1, "", 1);
  }

  String says(String text) {
    return says(text, 1);
  }

  String says(String text, double confidence) {
    return turn(Cue.SAID, 1, text, confidence);
  }

  String presses(String key) {
    return turn(Cue.DIGIT, 1, key, 1);
  }

  String isSilent(int count) {
    return turn(Cue.SILENCE, count, "", 0);
  }

  String mumbles(int count) {
    return turn(Cue.NOT_UNDERSTOOD, count, "", 0);
  }

  Expectation expected() {
    return end.expect();
  }

  boolean isHungUp() {
    return end.hangUp();
  }

  boolean mayThink() {
    return end.thinkTime();
  }

  Map<String, String> memory() {
    return memory;
  }

  private String turn(Cue cue, int count, String said, double confidence) {
    CallId call = CallId.parse("01890000-0000-7000-8000-000000000001");
    TutorReply reply =
        brain.reply(
            new Ask(
                call,
                cue,
                count,
                said,
                confidence,
                lesson,
                List.of(),
                memory,
                persona,
                CallContext.NOTHING));
    end = reply.end();
    memory = end.memory();
    return reply.text();
  }
}
