package io.parley.agent.provider.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.provider.tutor.AnswerJudge.Grade;
import io.parley.kernel.route.LessonContent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerJudgeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "carbon dioxide | i think it's carbon dioxide, right | RIGHT",
        "carbon dioxide | carbon di oxide | RIGHT",
        "carbon dioxide | carbon dioxin | LIKELY",
        "carbon dioxide | carbon | PARTLY",
        "carbon dioxide | carbon monoxide | PARTLY",
        "carbon dioxide | oxygen | WRONG",
        "chlorophyll | clara fill | LIKELY",
        "chlorophyll | the chloroplasts | WRONG",
        "the sun | the son | LIKELY",
        "the sun | our sun of course | RIGHT",
        "the sun | the moon | WRONG",
        "the roots | its root | RIGHT",
        "Mars | not jupiter mars | RIGHT",
        "Mars | not mars | WRONG",
        "Mars | jupiter or mars | LIKELY",
        "eight | 8 | RIGHT",
        "eight | there are eight planets | RIGHT",
        "eight | seven no wait eight | RIGHT",
        "eight | seven or eight | LIKELY",
        "eight | eighteen | WRONG",
        "eight | twenty eight | WRONG",
        "eight | i ate | RIGHT",
        "eight | many | WRONG",
        "three quarters | 3/4 | RIGHT",
        "three quarters | three over four | RIGHT",
        "three quarters | three fourths | RIGHT",
        "three quarters | a quarter | WRONG",
        "one half | half | RIGHT",
        "one half | it's a half | RIGHT",
        "zero point five | 0.5 | RIGHT",
        "three hundred and sixty five days | 365 days | RIGHT",
        "three hundred and sixty five days | three hundred days | PARTLY",
        "yes | yes it is | RIGHT",
        "yes | i don't think so no | WRONG",
        "no | no it does not | RIGHT",
        "no | sure | WRONG",
      })
  void grades(String accepted, String said, Grade grade) {
    LessonIndex index = new LessonIndex(Pupil.lesson("photosynthesis"));
    LessonContent.Question question =
        new LessonContent.Question("?", List.of(accepted), List.of(), "");
    assertThat(AnswerJudge.judge(question, said, index).grade()).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource({
    "twenty five, 25",
    "one hundred and five, 105",
    "a hundred, 100",
    "two thousand twenty six, 2026",
    "eight nine, 8 9",
    "one half, 1/2",
    "two thirds, 2/3",
    "one out of four, 1/4",
    "five over eight, 5/8",
    "three point one four, 3.14",
    "point five, 0.5",
    "the third, the third",
    "a third, 1/3",
    "two and a half, 2 and 1/2",
    "twenty, 20",
    "zero, 0",
    "no numbers, no numbers",
    "hundred and, hundred and",
    "one hundred and me, 100 and me",
    "a million, 1000000",
  })
  void writesNumbersInDigits(String said, String digits) {
    assertThat(String.join(" ", SpokenNumbers.inDigits(Words.of(said)))).isEqualTo(digits);
  }
}
