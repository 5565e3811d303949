package io.parley.agent.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.engine.EngineMissingException;
import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Expectation.Kind;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.provider.pocketsphinx.PocketsphinxTranscriber;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Wav;
import io.parley.kernel.route.LessonContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native engines as a call uses them, with synthetic pupils on a telephone line. */
class NativeSpeechIT {
  private static final int SPEED = 3;

  @TempDir static Path folder;

  private static SpeechEngines engines;

  @BeforeAll
  static void start() throws IOException {
    SpeechConfig defaults = SpeechConfig.defaults(folder, 2);
    SpeechConfig config =
        new SpeechConfig(
            SpeechConfig.Mode.NATIVE,
            defaults.talkers(),
            defaults.threads(),
            defaults.workFolder(),
            defaults.modelFolder(),
            defaults.voice());
    try {
      engines = SpeechEngines.choose(config);
    } catch (EngineMissingException missing) {
      throw new AssertionError("./parley test installs what is missing: " + missing.getMessage());
    }
  }

  @AfterAll
  static void stop() {
    if (engines != null) {
      engines.close();
    }
  }

  private static Transcriber.Request request() {
    return new Transcriber.Request(8000, Photosynthesis.lesson());
  }

  private static Expectation expectation(Kind kind) {
    List<String> phrases = new ArrayList<>();
    if (kind == Kind.ANSWER) {
      for (LessonContent.Question question : Photosynthesis.lesson().questions()) {
        phrases.addAll(question.accepted());
      }
    }
    return new Expectation(kind, phrases);
  }

  private static Score score(String voice) throws InterruptedException {
    Score score = new Score();
    Pupil pupil = new Pupil(voice, engines.threads());
    try (Pupil.Line line = new Pupil.Line(engines.transcriber(), request(), SPEED)) {
      for (Score.Utterance utterance : Score.utterances()) {
        Pupil.Heard heard = line.hear(expectation(utterance.kind()), pupil.says(utterance.text()));
        if (!score.count(utterance, heard)) {
          System.out.println(
              voice + ": \"" + utterance.text() + "\" heard as " + heard.transcript());
        }
      }
    }
    System.out.println("native, voice " + voice + ": " + score);
    return score;
  }

  @Test
  void understandsAPupilWithTheVoiceRms() throws InterruptedException {
    Score score = score("rms");

    assertThat(score.wrong(Kind.ANSWER)).isLessThan(0.2);
    assertThat(score.wrong(Kind.NUMBER)).isLessThan(0.2);
    assertThat(score.wrong(Kind.YES_NO)).isLessThan(0.35);
    assertThat(score.wrong(Kind.OPEN)).isLessThan(0.25);
    assertThat(score.settleMs(50)).isLessThan(500);
  }

  @Test
  void understandsMostOfAPupilWithTheVoiceSlt() throws InterruptedException {
    Score score = score("slt");

    assertThat(score.wrong(Kind.ANSWER)).isLessThan(0.45);
    assertThat(score.wrong(Kind.OPEN)).isLessThan(0.6);
  }

  @Test
  void tellsWhatItHearsWhileTheCallerSpeaks() throws InterruptedException {
    Pupil pupil = new Pupil("rms", engines.threads());
    try (Pupil.Line line = new Pupil.Line(engines.transcriber(), request(), SPEED)) {
      Pupil.Heard heard =
          line.hear(Expectation.OPEN, pupil.says("can you tell me about chlorophyll"));

      assertThat(heard.transcript().text()).isEqualTo("can you tell me about chlorophyll");
      assertThat(heard.transcript().confidence()).isGreaterThan(0.5);
      assertThat(heard.partials()).contains("can you tell me");
    }
  }

  @Test
  void understandsAnswersThatAreInNoLesson() throws InterruptedException {
    Pupil pupil = new Pupil("rms", engines.threads());
    try (Pupil.Line line = new Pupil.Line(engines.transcriber(), request(), SPEED)) {
      Expectation answer = new Expectation(Kind.ANSWER, List.of("a thylakoid", "mitochondria"));

      assertThat(line.hear(answer, pupil.says("mitochondria")).transcript().text())
          .isEqualTo("mitochondria");
    }
  }

  @Test
  void listensByGrammarAloneWhenTooManyTalk() throws Exception {
    SpeechConfig defaults = SpeechConfig.defaults(folder.resolve("few"), 2);
    SpeechConfig none =
        new SpeechConfig(
            SpeechConfig.Mode.NATIVE,
            0,
            2,
            defaults.workFolder(),
            defaults.modelFolder(),
            defaults.voice());
    Pupil pupil = new Pupil("rms", engines.threads());
    try (SpeechEngines few = SpeechEngines.choose(none);
        Pupil.Line line = new Pupil.Line(few.transcriber(), request(), SPEED)) {
      assertThat(
              line.hear(Expectation.OPEN, pupil.says("what is photosynthesis")).transcript().text())
          .isEqualTo("what is photosynthesis");
      assertThat(((PocketsphinxTranscriber) few.transcriber()).counters().grammarOnly())
          .isPositive();
    }
  }

  @Test
  void speaksAndTranscribesFiles() throws Exception {
    Path file = folder.resolve("said.wav");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    assertThat(SayTool.run("Can you tell me about chlorophyll?", file, engines, out)).isZero();
    Pcm said = Wav.read(file);
    assertThat(said.rateHz()).isEqualTo(8000);
    assertThat(said.millis()).isBetween(900L, 5000L);

    printed.reset();
    assertThat(TranscribeTool.run(file, Photosynthesis.lesson(), engines, false, out)).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("tell me about chlorophyll");

    printed.reset();
    assertThat(TranscribeTool.run(file, null, engines, true, out)).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("\"text\": \"", "\"confidence\"");
  }
}
