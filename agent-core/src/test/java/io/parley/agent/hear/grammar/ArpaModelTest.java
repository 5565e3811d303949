package io.parley.agent.hear.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArpaModelTest {
  private static ArpaModel model() {
    ArpaModel model = new ArpaModel();
    model.add(List.of("plants", "make", "sugar"), 1);
    model.add(List.of("plants", "make", "oxygen"), 2);
    model.add(List.of("what", "do", "plants", "make"), 1);
    return model;
  }

  @Test
  void givesEveryContextAFullProbability() {
    ArpaModel model = model();
    for (List<String> context :
        List.of(
            List.<String>of(), List.of("plants"), List.of("plants", "make"), List.of("sugar"))) {
      double sum = model.probability(context, "</s>");
      for (String word : model.vocabulary()) {
        sum += model.probability(context, word);
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void prefersWhatItHasSeenMoreOften() {
    ArpaModel model = model();

    assertThat(model.probability(List.of("plants", "make"), "oxygen"))
        .isGreaterThan(model.probability(List.of("plants", "make"), "sugar"))
        .isGreaterThan(model.probability(List.of("plants", "make"), "what"));
  }

  @Test
  void writesCountsThatMatchItsLines() {
    String arpa = model().arpa();

    long unigrams =
        arpa.lines().filter(line -> line.matches("-[0-9.]+\t\\S+(\t-?[0-9.]+)?")).count();
    assertThat(arpa).startsWith("\\data\\\nngram 1=" + unigrams + "\n").endsWith("\\end\\\n");
    assertThat(arpa).contains("-99.0000\t<s>\t");
  }
}
