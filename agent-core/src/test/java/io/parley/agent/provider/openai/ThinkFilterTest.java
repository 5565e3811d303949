package io.parley.agent.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<think>hm, let me see</think>Plants are green. | Plants are green.",
        "A <think>x</think>B <thinking>y < z</thinking>C | A B C",
        "<THINK>x</THINK>A | A",
        "2 < 3 and <b> stay | 2 < 3 and <b> stay",
        "A <thin air | A <thin air",
        "A <think>never closed | 'A '",
        "left over</think>A | left overA",
        "no marks | no marks",
        "A<thi | A<thi",
      })
  void takesThoughtsOutWhereverTheTextIsCut(String text, String spoken) {
    for (int size = 1; size <= text.length(); size++) {
      ThinkFilter filter = new ThinkFilter();
      StringBuilder all = new StringBuilder();
      for (int at = 0; at < text.length(); at += size) {
        all.append(filter.add(text.substring(at, Math.min(text.length(), at + size))));
      }
      all.append(filter.end());
      assertThat(all.toString()).as("pieces of %s", size).isEqualTo(spoken);
    }
  }
}
