package io.parley.loadtests.million;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Plan PLAN = new Plan(10_000, 1_000, 7);

  @Test
  void hasEightTurnsACallAndATenthOfTheCallsInTheBigTenant() {
    long big =
        IntStream.range(0, PLAN.calls())
            .filter(index -> new GeneratedCall(PLAN, index).tenant.equals(Plan.BIG))
            .count();
    assertThat(IntStream.range(0, PLAN.calls()).mapToLong(PLAN::turns).sum()).isEqualTo(80_000);
    assertThat(big).isBetween(900L, 1_100L);
  }

  @Test
  void makesTheSameRowsForTheSameSeedInEveryTable() {
    for (Table table : Table.values()) {
      StringBuilder first = new StringBuilder();
      StringBuilder second = new StringBuilder();
      table.write(new GeneratedCall(PLAN, 5), first);
      table.write(new GeneratedCall(PLAN, 5), second);
      assertThat(first.toString()).isEqualTo(second.toString()).endsWith("\n");
      for (String line : first.toString().split("\n", -1)) {
        if (!line.isEmpty()) {
          assertThat(line.split("\t", -1)).as(line).hasSameSizeAs(table.columns().split(",", -1));
        }
      }
    }
  }

  @Test
  void saysCommonWordsOftenAndEveryWordIsItsOwn() {
    Set<String> words = new HashSet<>();
    IntStream.range(0, Vocabulary.SIZE).forEach(rank -> words.add(Vocabulary.word(rank)));
    int[] said =
        IntStream.range(0, 2_000)
            .flatMap(index -> Arrays.stream(new GeneratedCall(PLAN, index).words(0, false)))
            .toArray();

    assertThat(words).hasSize(Vocabulary.SIZE);
    assertThat(Arrays.stream(said).filter(rank -> rank < 20).count())
        .isBetween(said.length / 4L, said.length / 2L);
  }

  @Test
  void asksTheSameOfTheSameSeed() {
    var questions = new Questions(PLAN, 3).mixed(8, 10, 6);
    assertThat(questions).hasSize(24).isEqualTo(new Questions(PLAN, 3).mixed(8, 10, 6));
  }
}
