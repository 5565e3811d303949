package io.parley.agent.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.Wording.Sound;
import io.parley.agent.hear.Expectation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "mm", "Uh huh.", "uh-huh", "yeah", "okay", "oh I see", "hm"})
  void backchannelsSayNothing(String text) {
    assertThat(Wording.saysSomething(text, Expectation.OPEN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "no", "yes", "okay stop", "wait a minute", "what is that"})
  void wordsSaySomething(String text) {
    assertThat(Wording.saysSomething(text, Expectation.OPEN)).isTrue();
  }

  @Test
  void agreementSaysSomethingWhereYesOrNoIsExpected() {
    assertThat(Wording.saysSomething("yeah", Expectation.YES_NO)).isTrue();
    assertThat(Wording.saysSomething("mm", Expectation.YES_NO)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i think it is because",
        "the light and",
        "four one",
        "it is the",
        "um",
        "three point"
      })
  void someTurnsPromiseMore(String text) {
    assertThat(Wording.sound(text, Expectation.OPEN)).isEqualTo(Sound.TRAILING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "No.", "stop goodbye", "next please"})
  void someTurnsAreComplete(String text) {
    assertThat(Wording.sound(text, Expectation.OPEN)).isEqualTo(Sound.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plants make sugar", "what is photosynthesis"})
  void othersMayGoOn(String text) {
    assertThat(Wording.sound(text, Expectation.OPEN)).isEqualTo(Sound.OPEN);
  }

  @Test
  void anExpectedAnswerIsComplete() {
    var expect = new Expectation(Expectation.Kind.ANSWER, List.of("Carbon dioxide", "four five"));
    assertThat(Wording.sound("carbon dioxide", expect)).isEqualTo(Sound.COMPLETE);
    assertThat(Wording.sound("four five", expect)).isEqualTo(Sound.COMPLETE);
    assertThat(Wording.sound("carbon", expect)).isEqualTo(Sound.OPEN);
  }

  @Test
  void aWholeTelephoneNumberPromisesNoMore() {
    String number = "four one five two seven one eight two eight one";
    assertThat(Wording.sound(number, Expectation.OPEN)).isEqualTo(Sound.OPEN);
  }
}
