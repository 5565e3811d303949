package io.parley.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.hear.Expectation;
import io.parley.agent.provider.tutor.TutorResponder;
import io.parley.agent.think.FallbackResponder;
import io.parley.agent.think.Responder;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.session.SessionAgent;
import io.parley.kernel.session.SessionTrace;
import io.parley.kernel.session.SessionTurn;
import io.parley.kernel.session.SessionWords;
import io.parley.kernel.time.NanoClock;
import io.parley.testsupport.Signals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Turns without a telephone: each is taken by a process that knows only what was kept. */
class SessionsTest {
  private static final TutorResponder TUTOR = new TutorResponder(Set.of());

  private final Classroom tutored = new Classroom(TUTOR);

  @Test
  void greetsAndAnswersFromTheLesson() throws Exception {
    SessionTurn hello = tutored.begin();
    assertThat(hello.reply()).startsWith("Hello, I am Parley's practice tutor");
    assertThat(hello.ended()).isNull();
    SessionTurn answer = tutored.say(hello, "what is lava");
    assertThat(answer.reply()).contains("Lava is molten rock.");
    SessionTrace trace = answer.trace();
    assertThat(trace.turn()).isEqualTo(1);
    assertThat(trace.cue()).isEqualTo("said");
    assertThat(trace.answeredBy()).isEqualTo("tutor");
    assertThat(trace.lesson().name()).isEqualTo("lava");
    assertThat(trace.lesson().rule()).isEqualTo("explain.point");
    assertThat(trace.lesson().before()).containsEntry("topic", "-1");
    assertThat(trace.lesson().after()).containsEntry("topic", "0");
    assertThat(trace.variables()).containsEntry("lesson_title", "Volcanoes");
    assertThat(trace.providers()).extracting(CallFact.ProviderUsed::provider).contains("tutor");
  }

  @Test
  void saysHowLongACallerWouldHaveBeenWaitedForAndDoesNotWait() throws Exception {
    SessionTurn hello = tutored.begin();
    SessionTrace finished = tutored.say(hello, "please repeat").trace();
    SessionTrace trailing = tutored.say(hello, "tell me about lava and").trace();
    assertThat(finished.decisions().getFirst().inputs()).containsEntry("sound", "COMPLETE");
    assertThat(finished.stages().endOfTurnMs()).isBetween(350L, 550L);
    assertThat(trailing.decisions().getFirst().decision()).isEqualTo("end-of-turn");
    assertThat(trailing.decisions().getFirst().inputs())
        .containsEntry("sound", "TRAILING")
        .containsEntry("silenceMs", "1300");
    assertThat(trailing.stages().endOfTurnMs()).isBetween(1_300L, 1_500L);
    assertThat(trailing.stages().onWireMs()).isNull();
    assertThat(trailing.responseMs()).isLessThan(1_000);
  }

  @Test
  void keepsTheLessonsStateBetweenTurns() throws Exception {
    SessionTurn asked = tutored.say(tutored.begin(), "give me a question");
    assertThat(asked.reply()).contains("What is molten rock above the ground called?");
    assertThat(asked.trace().phase()).isEqualTo("think-time");
    SessionTurn wrong = tutored.say(asked, "a pineapple");
    assertThat(wrong.trace().lesson().rule()).isEqualTo("answer.wrong");
    SessionTurn right = tutored.say(wrong, "lava");
    assertThat(right.trace().lesson().rule()).isEqualTo("answer.right");
    assertThat(right.trace().lesson().after()).containsEntry("right", "1");
    assertThat(right.trace().lesson().before()).containsEntry("question", "0");
    SessionTurn yes = tutored.say(right, "yes");
    assertThat(yes.trace().lesson().rule()).isEqualTo("offer-question.yes");
    assertThat(yes.reply()).contains("How many craters");
  }

  @Test
  void isOverWhenGoodbyeWasSaid() throws Exception {
    SessionTurn bye = tutored.say(tutored.begin(), "goodbye");
    assertThat(bye.ended()).isEqualTo(EndReason.AGENT_HANGUP);
    assertThat(bye.trace().phase()).isEqualTo("ended");
    assertThat(bye.trace().lesson().rule()).isEqualTo("farewell");
  }

  @Test
  void asksForWordsThatWereNotUnderstood() throws Exception {
    SessionTurn hello = tutored.begin();
    SessionTurn mumbled =
        Classroom.done(
            tutored
                .fresh()
                .say(tutored.agent, hello.state(), new SessionWords("", 0, 900, 120, "ears")));
    assertThat(mumbled.trace().cue()).isEqualTo("not-understood");
    assertThat(mumbled.reply()).isNotBlank();
    assertThat(mumbled.trace().providers())
        .extracting(CallFact.ProviderUsed::stage)
        .contains("stt");
    SessionTurn click =
        Classroom.done(
            tutored
                .fresh()
                .say(tutored.agent, hello.state(), new SessionWords("", 0, 100, 0, "ears")));
    assertThat(click.reply()).isEmpty();
    assertThat(click.trace().cue()).isEqualTo("none");
  }

  @Test
  void apologisesForAResponderThatFailsAndGivesUpAfterThree() throws Exception {
    Classroom broken = new Classroom(new Failing());
    SessionTurn turn = broken.begin();
    assertThat(turn.reply()).isEqualTo("Hello.");
    turn = broken.say(turn, "what is lava");
    assertThat(turn.reply()).contains("lost my thread");
    assertThat(turn.ended()).isNull();
    turn = broken.say(turn, "what is lava");
    assertThat(turn.ended()).isEqualTo(EndReason.AGENT_UNAVAILABLE);
  }

  @Test
  void apologisesForAResponderThatSaysNothingInTime() throws Exception {
    Classroom silent = new Classroom(new Silent()).impatient();
    SessionTurn turn = silent.begin();
    assertThat(turn.reply()).isEqualTo("Hello.");
    assertThat(turn.trace().providers())
        .extracting(CallFact.ProviderUsed::outcome)
        .contains("timeout");
  }

  @Test
  void tellsWhoOfAChainAnsweredAndWhatItCost() throws Exception {
    Classroom chained =
        new Classroom(new FallbackResponder(new Failing(), TUTOR, NanoClock.SYSTEM));
    SessionTurn second = chained.say(chained.begin(), "what is lava");
    assertThat(second.trace().answeredBy()).isEqualTo("tutor");
    assertThat(second.trace().lesson().rule()).isEqualTo("explain.point");
    assertThat(second.tokens()).isZero();
    Classroom modelled = new Classroom(new FallbackResponder(new Model(), TUTOR, NanoClock.SYSTEM));
    SessionTurn first = modelled.say(modelled.begin(), "what is lava");
    assertThat(first.trace().answeredBy()).isEqualTo("model");
    assertThat(first.trace().lesson().rule()).isEmpty();
    assertThat(first.tokens()).isEqualTo(42);
  }

  @Test
  void tellsTheResponderWhatTheSessionIsAbout() throws Exception {
    Model model = new Model();
    Classroom modelled = new Classroom(model);
    SessionTurn hello = modelled.begin();
    SessionAgent.Context known =
        new SessionAgent.Context("craters", "beginner", "", List.of("name two", "and\nwhy"));
    Classroom.done(
        modelled
            .fresh()
            .say(modelled.agent(known), hello.state(), SessionWords.typed("what is lava")));
    CallContext context = model.asked.getLast().context();
    assertThat(context.value(CallContext.TOPIC)).isEqualTo("craters");
    assertThat(context.value(CallContext.PHASE)).isEmpty();
    assertThat(context.learningGoals()).containsExactly("name two", "and why");
  }

  @Test
  void refusesAStateThatIsNone() throws Exception {
    for (String state : List.of("", "{}", "{\"atNs\":1}", "[1]")) {
      Fault fault =
          Classroom.fault(tutored.fresh().say(tutored.agent, state, SessionWords.typed("hello")));
      assertThat(fault).as(state).isInstanceOf(Fault.Refused.class);
    }
  }

  @Test
  void refusesAnAgentThatThereIsNot() throws Exception {
    SessionAgent agent = tutored.agent;
    SessionAgent other =
        new SessionAgent(
            agent.tenant(),
            agent.session(),
            new AgentRef("nobody", 1),
            null,
            null,
            "",
            Map.of(),
            agent.context());
    assertThat(Classroom.fault(tutored.fresh().begin(other)).detail()).contains("nobody");
  }

  @Test
  void hearsARecordingOfAnyRateExpectingWhatACallWould() throws Exception {
    tutored.understood = "lava";
    SessionTurn asked = tutored.say(tutored.begin(), "give me a question");
    for (int rateHz : List.of(8_000, 16_000, 44_100)) {
      SessionWords words =
          Classroom.done(tutored.fresh().hear(tutored.agent, asked.state(), speechAt(rateHz)));
      assertThat(words.text()).isEqualTo("lava");
      assertThat(words.confidence()).isEqualTo(0.8);
      assertThat(words.provider()).isEqualTo("ears");
      assertThat(words.spokenMs()).isBetween(500L, 1_500L);
    }
    assertThat(tutored.expected.getLast())
        .isEqualTo(new Expectation(Expectation.Kind.ANSWER, List.of("lava")));
  }

  @Test
  void hearsNothingInSilence() throws Exception {
    SessionWords words =
        Classroom.done(
            tutored
                .fresh()
                .hear(tutored.agent, tutored.begin().state(), new Pcm(new short[16_000], 8_000)));
    assertThat(words.text()).isEmpty();
    assertThat(words.spokenMs()).isZero();
    assertThat(tutored.expected).hasSize(1);
  }

  @Test
  void saysWhyItCannotHear() throws Exception {
    tutored.deaf = new Fault.Unavailable("the recogniser fell over", Fault.Retry.LATER);
    Fault fault =
        Classroom.fault(
            tutored.fresh().hear(tutored.agent, tutored.begin().state(), speechAt(8_000)));
    assertThat(fault.detail()).isEqualTo("the recogniser fell over");
  }

  @Test
  void readsAloudSentenceBySentenceAndAtTheSpeedThatIsWanted() throws Exception {
    Pcm plain = Classroom.done(tutored.fresh().speak("One thing. Another thing.", "default", 1));
    assertThat(tutored.spoken).containsExactly("One thing.", "Another thing.");
    assertThat(plain.millis()).isEqualTo(200);
    Pcm slow = Classroom.done(tutored.fresh().speak("One thing. Another thing.", "default", 0.5));
    assertThat(slow.millis()).isEqualTo(400);
    assertThat(Classroom.fault(tutored.fresh().speak("One.", "elvis", 1)).detail())
        .contains("elvis");
  }

  private static Pcm speechAt(int rateHz) {
    short[] tone = Signals.tones(800, -15, 300, 900);
    short[] all = new short[8_000 * 2];
    System.arraycopy(tone, 0, all, 4_000, tone.length);
    return io.parley.kernel.audio.Resampler.convert(new Pcm(all, 8_000), rateHz);
  }

  private static final class Failing implements Responder {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public Reply reply(Ask ask, Listener listener) {
      listener.failed(new Fault.Unavailable("out of order", Fault.Retry.LATER));
      return () -> {};
    }
  }

  private static final class Silent implements Responder {
    @Override
    public String name() {
      return "silent";
    }

    @Override
    public Reply reply(Ask ask, Listener listener) {
      return () -> {};
    }
  }

  private static final class Model implements Responder {
    private final List<Ask> asked = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "model";
    }

    @Override
    public boolean countsTokens() {
      return true;
    }

    @Override
    public Reply reply(Ask ask, Listener listener) {
      asked.add(ask);
      Thread.ofVirtual()
          .start(() -> {
            listener.piece("It is rock.");
            listener.done(new End(ask.memory(), Expectation.OPEN, false, false));
            listener.cost(ask.cue() == Cue.GREETING ? 0 : 30, 12);
          });
      return () -> {};
    }
  }
}
