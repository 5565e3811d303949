package io.parley.agent.provider.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.think.Responder.Persona;
import org.junit.jupiter.api.Test;

class TutorPersonaTest {
  private static final Persona ADA =
      new Persona("", "", "Hello, this is Ada. What would you like to know?", "Bye from Ada.");

  @Test
  void greetsInItsOwnWordsAndRepeatsThem() {
    Pupil pupil = Pupil.of("photosynthesis").meets(ADA);
    assertThat(pupil.call()).isEqualTo(ADA.greeting());
    assertThat(pupil.presses("3")).isEqualTo(ADA.greeting());
    assertThat(pupil.says("what is photosynthesis")).contains("Photosynthesis");
  }

  @Test
  void saysGoodbyeInItsOwnWords() {
    Pupil pupil = Pupil.of("photosynthesis").meets(ADA);
    pupil.call();
    assertThat(pupil.says("goodbye")).isEqualTo(ADA.farewell());
    assertThat(pupil.isHungUp()).isTrue();
  }

  @Test
  void whoIsNobodyInParticularGreetsWithTheLesson() {
    assertThat(Pupil.of("photosynthesis").call()).contains("Our lesson is");
  }
}
