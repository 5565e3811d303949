package io.parley.agent.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engines that need nothing but Maven, with synthetic pupils on a telephone line. */
class JavaSpeechIT {
  private static final List<Score.Utterance> SAID =
      List.of(
          new Score.Utterance(Expectation.Kind.OPEN, "what is photosynthesis"),
          new Score.Utterance(Expectation.Kind.OPEN, "can you give me a question"),
          new Score.Utterance(Expectation.Kind.ANSWER, "carbon dioxide"),
          new Score.Utterance(Expectation.Kind.NUMBER, "twenty five"),
          new Score.Utterance(Expectation.Kind.YES_NO, "no thank you"),
          new Score.Utterance(Expectation.Kind.OPEN, "tell me about chlorophyll"),
          new Score.Utterance(Expectation.Kind.OPEN, "stop goodbye"));

  @TempDir Path folder;

  @Test
  void holdsAConversationWithoutNativeLibraries() throws Exception {
    SpeechConfig defaults = SpeechConfig.defaults(folder, 2);
    SpeechConfig java =
        new SpeechConfig(
            SpeechConfig.Mode.JAVA,
            defaults.talkers(),
            defaults.threads(),
            defaults.workFolder(),
            defaults.modelFolder(),
            defaults.voice());
    try (SpeechEngines engines = SpeechEngines.choose(java)) {
      assertThat(engines.summary()).isEqualTo("speech: sphinx4 + FreeTTS (PARLEY_SPEECH=java)");
      Score score = new Score();
      Pupil pupil = new Pupil("rms", engines.threads());
      Transcriber.Request request = new Transcriber.Request(8000, Photosynthesis.lesson());
      try (Pupil.Line line = new Pupil.Line(engines.transcriber(), request, 1)) {
        for (Score.Utterance utterance : SAID) {
          Expectation expectation = new Expectation(utterance.kind(), List.of());
          Pupil.Heard heard = line.hear(expectation, pupil.says(utterance.text()));
          if (!score.count(utterance, heard)) {
            System.out.println("java: \"" + utterance.text() + "\" heard as " + heard);
          }
        }
      }
      System.out.println("java: " + score);
      assertThat(score.wrong(Expectation.Kind.OPEN)).isLessThan(0.3);
      assertThat(Pupil.telephone(engines.synthesizer(), "Plants make sugar.").millis())
          .isBetween(1000L, 4000L);
    }
  }
}
