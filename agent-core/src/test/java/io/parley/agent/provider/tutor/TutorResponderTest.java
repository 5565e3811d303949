package io.parley.agent.provider.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.think.Responder;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.CallId;
import io.parley.kernel.route.LessonContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TutorResponderTest {
  private final List<Runnable> tasks = new ArrayList<>();
  private final Heard heard = new Heard();
  private final TutorResponder tutor =
      new TutorResponder(List.of(Pupil.lesson("fractions")), tasks::add);

  @Test
  void handsASentenceAtATimeThenTheEnd() {
    tutor.reply(ask(Map.of()), heard);
    assertThat(heard.pieces).as("nothing on the caller's thread").isEmpty();
    tasks.removeFirst().run();
    assertThat(heard.pieces).hasSize(3).allMatch(piece -> piece.endsWith(". "));
    assertThat(heard.end).isNotNull();
    assertThat(tutor.name()).isEqualTo("tutor");
  }

  @Test
  void staysSilentWhenCancelled() {
    Responder.Reply reply = tutor.reply(ask(Map.of()), heard);
    reply.cancel();
    tasks.removeFirst().run();
    assertThat(heard.pieces).isEmpty();
    assertThat(heard.end).isNull();
  }

  @Test
  void survivesAMemoryItCannotRead() {
    tutor.reply(
        ask(Map.of("tutor.question", "99", "tutor.topic", "x", "tutor.pending", "?", "llm.a", "b")),
        heard);
    tasks.removeFirst().run();
    assertThat(heard.fault).isNull();
    assertThat(heard.end).isNotNull();
    assertThat(heard.end.memory()).as("what others remember is kept").containsEntry("llm.a", "b");
  }

  @Test
  void goesOnWithTheTopicSomebodyOutsideTheCallWants() {
    LessonContent lesson = Pupil.lesson("fractions");
    String wanted = lesson.keyPoints().getLast().term();
    tutor.reply(
        new Responder.Ask(
            CallId.parse("01890000-0000-7000-8000-000000000001"),
            Responder.Cue.SAID,
            1,
            "teach me",
            1,
            lesson,
            List.of(),
            Map.of(),
            Responder.Persona.NOBODY,
            new CallContext(Map.of(CallContext.TOPIC, wanted))),
        heard);
    tasks.removeFirst().run();
    assertThat(String.join("", heard.pieces)).contains(lesson.keyPoints().getLast().explanation());
  }

  private static Responder.Ask ask(Map<String, String> memory) {
    return new Responder.Ask(
        CallId.parse("01890000-0000-7000-8000-000000000001"),
        Responder.Cue.GREETING,
        1,
        "",
        1,
        Pupil.lesson("fractions"),
        List.of(),
        memory);
  }

  private static final class Heard implements Responder.Listener {
    final List<String> pieces = new ArrayList<>();
    Responder.@Nullable End end;
    @Nullable Fault fault;

    @Override
    public void piece(String text) {
      pieces.add(text);
    }

    @Override
    public void done(Responder.End end) {
      this.end = end;
    }

    @Override
    public void failed(Fault fault) {
      this.fault = fault;
    }
  }
}
