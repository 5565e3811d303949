package io.parley.agent.provider.freetts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreettsPronouncerTest {
  @ParameterizedTest
  @CsvSource({"sugar", "twelfths", "stomata", "xylem", "thylakoid", "o'clock"})
  void guessesPhonesOfTheCmuSet(String word) {
    assertThat(new FreettsPronouncer().phones(word)).matches("[A-Z]{1,2}( [A-Z]{1,2}){2,}");
  }

  @ParameterizedTest
  @CsvSource({"rgb,AA R JH IY B IY", "dc,D IY S IY"})
  void spellsWhatHasNoVowel(String word, String phones) {
    assertThat(new FreettsPronouncer().phones(word)).isEqualTo(phones);
  }

  @ParameterizedTest
  @CsvSource({"''", "'123'", "'?!'"})
  void hasNoIdeaOfWhatIsNoWord(String word) {
    assertThat(new FreettsPronouncer().phones(word)).isEmpty();
  }
}
