package io.parley.agent.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.provider.tutor.TutorResponder;
import io.parley.agent.think.FallbackResponder;
import io.parley.agent.think.Responder;
import io.parley.agent.think.Responder.Ask;
import io.parley.agent.think.Responder.Cue;
import io.parley.agent.think.Responder.Exchange;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.CallId;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.time.NanoClock;
import io.parley.testsupport.openai.Completion;
import io.parley.testsupport.openai.FakeOpenAi;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenAiResponderIT {
  private static final String KEY = "sk-test-123";
  private static final String REPLY = "Plants are green. Zwölf Blätter 🌿, ok? Shall we go on?";
  private static final LessonContent LESSON =
      new LessonContent(
          "tiny",
          "Tiny: a lesson",
          "beginners",
          "calm",
          List.of("Know chlorophyll"),
          List.of(
              new LessonContent.Point(
                  "chlorophyll", List.of(), "Chlorophyll is green.", List.of("Grass has it."))),
          List.of(
              new LessonContent.Question(
                  "What is green?", List.of("grass"), List.of("moo"), "It is.")),
          Map.of());

  private FakeOpenAi fake;
  private OpenAiResponder model;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeOpenAi(0, KEY);
    model = responder(KEY, fake.baseUrl(), Duration.ofSeconds(8), Duration.ofSeconds(8));
  }

  @AfterEach
  void stop() throws IOException {
    model.close();
    fake.close();
  }

  @Test
  void streamsAReplyAndSendsTheLessonAndWhatWasHeard() throws InterruptedException {
    fake.answers(Completion.of(REPLY));
    List<Exchange> history = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      history.add(new Exchange("question " + i, i == 24 ? "" : "heard " + i));
    }
    Spoken spoken = new Spoken();
    Ask ask = said("what is green");
    model.reply(
        new Ask(ask.call(), ask.cue(), 1, ask.said(), 1, LESSON, history, Map.of("a", "b")),
        spoken);
    spoken.awaitEnd();
    assertThat(spoken.text()).isEqualTo(REPLY);
    assertThat(spoken.pieces()).hasSizeGreaterThan(5);
    assertThat(spoken.end().hangUp()).isFalse();
    assertThat(spoken.end().thinkTime()).as("it asked something").isTrue();
    assertThat(spoken.end().memory()).containsEntry("a", "b");
    JsonNode request = fake.requests().getFirst();
    JsonNode messages = request.path("messages");
    assertThat(messages.get(0).path("content").asString())
        .contains(
            "telephone", "no markdown", "Tiny: a lesson", "Chlorophyll is green.", "grass", "calm");
    assertThat(messages)
        .as("system, 20 exchanges of which one was not heard, turn")
        .hasSize(1 + 39 + 1);
    assertThat(messages.get(1).path("content").asString()).isEqualTo("question 5");
    assertThat(messages.get(40).path("content").asString()).isEqualTo("what is green");
    assertThat(request.path("tools").get(0).path("function").path("name").asString())
        .isEqualTo("end_call");
    assertThat(model.counts().answered()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, LF, true", "2, CRLF, true", "3, CR, false", "7, CRLF, false", "0, LF, false"})
  void readsEveryLegalFormOfTheStream(int writeBytes, String end, boolean done)
      throws InterruptedException {
    String lineEnd = end.replace("CR", "\r").replace("LF", "\n");
    fake.answers(
        Completion.tokens(List.of("<thi", "nk>no", "ise</th", "ink>", "Plants 🌿 ", "are green."))
            .odd(writeBytes, lineEnd, done));
    Spoken spoken = say("hello there");
    assertThat(spoken.text()).isEqualTo("Plants 🌿 are green.");
    assertThat(spoken.end().hangUp()).isFalse();
  }

  @Test
  void endsTheCallByTheModelsToolAndByTheCallersGoodbye() throws InterruptedException {
    fake.answersNext(Completion.of("Goodbye then.").calling("end_call"));
    Spoken ended = say("i am done here");
    assertThat(ended.end().hangUp()).isTrue();
    assertThat(ended.tools()).containsExactly("end_call");
    fake.answersNext(Completion.tokens(List.of()).calling("end_call"));
    assertThat(say("i am done here").text()).startsWith("Goodbye");
    fake.answersNext(Completion.of("See you soon."));
    assertThat(say("stop, goodbye").end().hangUp()).isTrue();
    fake.answersNext(Completion.of("Fine.").calling("something_else"));
    Spoken fine = say("hello there");
    assertThat(fine.end().hangUp()).isFalse();
    assertThat(fine.tools()).isEmpty();
  }

  @Test
  void closesTheStreamWhenCancelledAndSaysNothingMore() throws InterruptedException {
    fake.answers(Completion.of("word ".repeat(2000)).timed(Duration.ZERO, Duration.ofMillis(10)));
    Spoken spoken = new Spoken();
    Responder.Reply reply = model.reply(said("tell me a lot"), spoken);
    spoken.awaitFirst();
    reply.cancel();
    reply.cancel();
    assertThat(fake.awaits(() -> fake.abandoned() == 1)).isTrue();
    assertThat(fake.awaits(() -> model.counts().cancelled() == 1)).isTrue();
    assertThat(spoken.isOver()).as("a cancelled reply has no end").isFalse();
    int pieces = spoken.pieces().size();
    fake.answers(Completion.of("short"));
    assertThat(say("and now").isOver()).as("the next call is untouched").isTrue();
    assertThat(spoken.pieces()).hasSizeLessThanOrEqualTo(pieces + 1);
  }

  @Test
  void closesTheStreamWhenCancelledBeforeTheFirstWord() throws InterruptedException {
    fake.answers(Completion.of("late").timed(Duration.ofSeconds(5), Duration.ZERO));
    Spoken spoken = new Spoken();
    Responder.Reply reply = model.reply(said("hello there"), spoken);
    assertThat(fake.awaits(() -> fake.requests().size() == 1)).isTrue();
    reply.cancel();
    assertThat(fake.awaits(() -> model.counts().cancelled() == 1)).isTrue();
    assertThat(spoken.isOver()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "401, Refused",
    "403, Refused",
    "404, Refused",
    "400, Refused",
    "429, Busy",
    "500, Unavailable",
    "503, Unavailable"
  })
  void saysWhoMustActWhenTheServerRefuses(int status, String kind) throws InterruptedException {
    fake.answers(Completion.error(status, "no such luck").retryAfter(7));
    Fault fault = say("hello there").fault();
    assertThat(fault.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(fault.detail()).contains("answered " + status, "no such luck").doesNotContain(KEY);
    if (fault instanceof Fault.Busy busy) {
      assertThat(busy.retryAfterS()).isEqualTo(7);
    }
  }

  @Test
  void refusesAWrongKeyByNameOfTheSetting() throws InterruptedException {
    try (OpenAiResponder wrong =
        responder("sk-wrong", fake.baseUrl(), Duration.ofSeconds(8), Duration.ofSeconds(8))) {
      Spoken spoken = new Spoken();
      wrong.reply(said("hello there"), spoken);
      assertThat(spoken.awaitEnd().fault())
          .isInstanceOf(Fault.Refused.class)
          .extracting(Fault::detail)
          .asString()
          .contains("OPENAI_API_KEY");
    }
  }

  @Test
  void failsOnABrokenStalledAbsentOrEmptyStream() throws InterruptedException, IOException {
    fake.answersNext(Completion.of("one two three four").cutAfter(2));
    assertThat(say("hello there").fault()).isInstanceOf(Fault.Unavailable.class);
    fake.answersNext(Completion.of("one two").failing("the engine burns"));
    assertThat(say("hello there").fault().detail()).contains("the engine burns");
    fake.answersNext(Completion.tokens(List.of("<think>only thoughts</think>")));
    assertThat(say("hello there").fault().detail()).contains("answered nothing");
    try (OpenAiResponder hasty =
        responder(KEY, fake.baseUrl(), Duration.ofMillis(300), Duration.ofMillis(300))) {
      fake.answersNext(
          Completion.of("one two three").stallAfter(2), Completion.of("one").stallAfter(0));
      Spoken stalled = new Spoken();
      hasty.reply(said("hello there"), stalled);
      assertThat(stalled.awaitEnd().fault().detail()).contains("in the middle");
      Spoken dumb = new Spoken();
      hasty.reply(said("hello there"), dumb);
      assertThat(dumb.awaitEnd().fault().detail()).contains("nothing in time");
      assertThat(fake.awaits(() -> fake.abandoned() == 2)).isTrue();
    }
    URI away = fake.baseUrl();
    fake.close();
    try (OpenAiResponder lost =
        responder(KEY, away, Duration.ofSeconds(8), Duration.ofSeconds(8))) {
      Spoken spoken = new Spoken();
      lost.reply(said("hello there"), spoken);
      assertThat(spoken.awaitEnd().fault()).isInstanceOf(Fault.Unavailable.class);
    }
  }

  @Test
  void asksAModelThatKnowsNoToolsWithoutThem() throws InterruptedException {
    fake.knowsNoTools();
    assertThat(say("hello there").text()).startsWith("Hello.");
    assertThat(say("hello there").text()).startsWith("Hello.");
    assertThat(fake.requests()).hasSize(2).noneMatch(request -> request.has("tools"));
  }

  @Test
  void greetsAndPromptsWithoutTheModel() throws InterruptedException {
    Spoken greeting = new Spoken();
    model.reply(turn(Cue.GREETING, 1, ""), greeting);
    assertThat(greeting.awaitEnd().text()).contains("computer voice", "Tiny, a lesson");
    Spoken silence = new Spoken();
    model.reply(turn(Cue.SILENCE, 3, ""), silence);
    assertThat(silence.awaitEnd().end().hangUp()).isTrue();
    assertThat(fake.requests()).isEmpty();
    model.reply(turn(Cue.DIGIT, 1, "1"), new Spoken());
    assertThat(fake.awaits(() -> fake.requests().size() == 1)).isTrue();
    assertThat(fake.requests().getFirst().path("messages").get(1).path("content").asString())
        .isEqualTo("Yes.");
  }

  @Test
  void letsTheTutorAnswerInTheSameTurnWhenTheModelFails() throws InterruptedException {
    Responder chain =
        new FallbackResponder(model, new TutorResponder(List.of(LESSON)), NanoClock.SYSTEM);
    fake.answersNext(
        Completion.error(500, "down"),
        Completion.of("It is a color. Plants have").failing("gone"),
        Completion.of("Fine again."));
    Spoken failed = new Spoken();
    chain.reply(said("what is chlorophyll"), failed);
    assertThat(failed.awaitEnd().text()).startsWith("Chlorophyll is green.");
    Spoken midway = new Spoken();
    chain.reply(said("what is chlorophyll"), midway);
    assertThat(midway.awaitEnd().text()).startsWith("It is a color.\nChlorophyll is green.");
    Spoken fine = new Spoken();
    chain.reply(said("what is chlorophyll"), fine);
    assertThat(fine.awaitEnd().text()).isEqualTo("Fine again.\n");
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    fake.answers(Completion.of("word ".repeat(200)).timed(Duration.ZERO, Duration.ofMillis(5)));
    List<Responder.Reply> replies = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Spoken spoken = new Spoken();
      replies.add(model.reply(said("hello number " + i), spoken));
      spoken.awaitFirst();
    }
    replies.forEach(Responder.Reply::cancel);
    assertThat(fake.awaits(() -> model.counts().cancelled() == 20)).isTrue();
    assertThat(fake.awaits(() -> fake.abandoned() == 20)).isTrue();
    model.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("openai-http"));
  }

  private Spoken say(String text) throws InterruptedException {
    Spoken spoken = new Spoken();
    model.reply(said(text), spoken);
    return spoken.awaitEnd();
  }

  private static OpenAiResponder responder(String key, URI url, Duration first, Duration gap) {
    return new OpenAiResponder(
        new OpenAiConfig(key, url, "fake-model", 300, Duration.ofSeconds(3), first, gap));
  }

  private static Ask said(String text) {
    return turn(Cue.SAID, 1, text);
  }

  private static Ask turn(Cue cue, int count, String text) {
    CallId call = CallId.parse("01890000-0000-7000-8000-000000000001");
    return new Ask(call, cue, count, text, 1, LESSON, List.of(), Map.of());
  }
}
