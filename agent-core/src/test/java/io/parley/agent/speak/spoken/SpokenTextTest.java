package io.parley.agent.speak.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is 7 x 8?|What is seven times eight?",
        "7 × 8 = 56.|seven times eight equals fifty six.",
        "3 + 4|three plus four",
        "9 - 4|nine minus four",
        "-5 degrees|minus five degrees",
        "It is 12 ÷ 4.|It is twelve divided by four.",
        "3/4 of a cake|three quarters of a cake",
        "1/2|one half",
        "2 1/3 cups|two and one third cups",
        "5/112|five over one hundred twelve",
        "¾ full|three quarters full",
        "3.14|three point one four",
        "1,234 people|one thousand two hundred thirty four people",
        "H2O and CO2|H two O and C O two",
        "H₂O|H two O",
        "C6H12O6 is sugar|C six H twelve O six is sugar",
        "in 1969 they landed|in nineteen sixty nine they landed",
        "the 21st century|the twenty first century",
        "at 10:30|at ten thirty",
        "at 9:05|at nine oh five",
        "25 °C|twenty five degrees Celsius",
        "50%|fifty percent",
        "150 km|one hundred fifty kilometers",
        "300 km/h|three hundred kilometers per hour",
        "$5|five dollars",
        "the DNA of NASA|the D N A of nasa",
        "**bold** and `code`|bold and code",
        "see https://www.example.com/a?b=c now|see example dot com now",
        "e.g. a leaf|for example a leaf",
        "It’s “fine”…|It's fine.",
        "pages 3-5|pages three to five",
        "Sunlight, water and air.|Sunlight, water and air."
      })
  void saysFiguresTheWayATeacherDoes(String written, String spoken) {
    assertThat(SpokenText.of(written)).isEqualTo(spoken);
  }

  @ParameterizedTest
  @CsvSource({
    "0,zero",
    "13,thirteen",
    "40,forty",
    "99,ninety nine",
    "100,one hundred",
    "1000000,one million",
    "1000001,one million one",
    "-7,minus seven"
  })
  void countsInWords(long value, String words) {
    assertThat(SpokenNumbers.cardinal(value)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"12,twelfth", "20,twentieth", "42,forty second", "100,one hundredth"})
  void ranksInWords(long value, String words) {
    assertThat(SpokenNumbers.ordinal(value)).isEqualTo(words);
  }
}
