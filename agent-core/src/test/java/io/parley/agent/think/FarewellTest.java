package io.parley.agent.think;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FarewellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "goodbye",
        "Stop, goodbye.",
        "good bye",
        "okay bye bye",
        "bye",
        "I have to go now",
        "hang up",
        "please end the call",
        "see you later",
        "thanks, that's all for today",
        "good by",
        "no thank you goodbye",
        "i want to go home",
        "Good night!"
      })
  void endsTheCall(String said) {
    assertThat(Farewell.meantBy(said)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stop",
        "don't hang up",
        "go on",
        "can we go back",
        "what do plants do at night",
        "i want to go on",
        "divided by four",
        "i want to go to the next question",
        "when do plants say goodbye to their leaves in a long cold winter in the north"
      })
  void goesOn(String said) {
    assertThat(Farewell.meantBy(said)).isFalse();
  }
}
