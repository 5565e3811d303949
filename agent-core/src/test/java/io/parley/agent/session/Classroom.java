package io.parley.agent.session;

import io.parley.agent.conversation.Rules;
import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.Transcript;
import io.parley.agent.run.CallAgent;
import io.parley.agent.speak.Synthesizer;
import io.parley.agent.think.Responder;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.session.SessionAgent;
import io.parley.kernel.session.SessionTalk.Outcome;
import io.parley.kernel.session.SessionTurn;
import io.parley.kernel.session.SessionWords;
import io.parley.kernel.time.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Conversations about one lesson, with ears and a voice of the test's. */
final class Classroom {
  static final LessonContent LAVA =
      new LessonContent(
          "lava",
          "Volcanoes: hot rock",
          "",
          "",
          List.of(),
          List.of(
              new LessonContent.Point(
                  "lava", List.of(), "Lava is molten rock.", List.of("Hawaii has much lava."))),
          List.of(
              new LessonContent.Question(
                  "What is molten rock above the ground called?",
                  List.of("lava"),
                  List.of("It begins with L."),
                  "Above the ground it is called lava."),
              new LessonContent.Question(
                  "How many craters has Etna?", List.of("four"), List.of(), "Etna has four.")),
          Map.of());

  final SessionAgent agent = agent(SessionAgent.Context.NONE);
  final List<Expectation> expected = new ArrayList<>();
  final List<String> spoken = new ArrayList<>();
  private final Responder responder;
  private Rules.Deadlines deadlines = Rules.Deadlines.DEFAULT;
  @Nullable Fault deaf;
  String understood = "";

  Classroom(Responder responder) {
    this.responder = responder;
  }

  /** The teacher, who knows this of the learner. */
  SessionAgent agent(SessionAgent.Context context) {
    return new SessionAgent(
        TenantId.DEFAULT,
        CallId.at(1, RandomGenerator.getDefault()),
        new AgentRef("teacher", 3),
        null,
        null,
        "",
        Map.of(),
        context);
  }

  /** With little patience for the first word of a reply. */
  Classroom impatient() {
    deadlines = new Rules.Deadlines(50, 3_000, 50, 50, 8_000, 30_000);
    return this;
  }

  /** As a process has it that has just been started. */
  Sessions fresh() {
    CallAgent called =
        new CallAgent(new Ears(), responder, new Tones(), LAVA, TurnProfile.CONVERSATIONAL);
    return new Sessions(
        wanted ->
            wanted.agent().name().equals("teacher")
                ? new Casting.Part(called, Map.of("lesson_title", "Volcanoes"))
                : null,
        new Tones(),
        deadlines,
        Rules.Lines.ENGLISH,
        NanoClock.SYSTEM);
  }

  SessionTurn begin() throws InterruptedException {
    return done(fresh().begin(agent));
  }

  /** A turn taken by a process of its own. */
  SessionTurn say(SessionTurn before, String text) throws InterruptedException {
    return done(fresh().say(agent, before.state(), SessionWords.typed(text)));
  }

  static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Failed<T> failed -> throw new AssertionError(failed.fault().detail());
    };
  }

  static Fault fault(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Failed<?> failed -> failed.fault();
      case Outcome.Done<?> done -> throw new AssertionError("done: " + done.value());
    };
  }

  private final class Ears implements Transcriber {
    @Override
    public String name() {
      return "ears";
    }

    @Override
    public Hearing open(Request request, Listener listener) {
      return new Hearing() {
        @Override
        public void expect(Expectation expectation) {
          expected.add(expectation);
        }

        @Override
        public void begin(long speech) {
          // Only the end of a stretch is answered.
        }

        @Override
        public void audio(Pcm pcm) {
          // What is heard is the test's.
        }

        @Override
        public void end(long speech) {
          Fault fault = deaf;
          if (fault == null) {
            listener.settled(speech, new Transcript(understood, 0.8));
          } else {
            listener.failed(fault);
          }
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };
    }
  }

  private final class Tones implements Synthesizer {
    @Override
    public String name() {
      return "tones";
    }

    @Override
    public @Nullable Fault speak(String text, int rateHz, Sink sink) throws InterruptedException {
      spoken.add(text);
      boolean _ = sink.audio(new Pcm(new short[rateHz / 10], rateHz));
      return null;
    }
  }
}
