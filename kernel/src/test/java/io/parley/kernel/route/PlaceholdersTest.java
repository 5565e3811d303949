package io.parley.kernel.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  @Test
  void fillsPlacesWithTheirValues() {
    assertThat(
            Placeholders.fill(
                "Hi {{caller}}, this is {{ agent_name }}.",
                Map.of("caller", "Ada", "agent_name", "Bot")))
        .isEqualTo("Hi Ada, this is Bot.");
  }

  @Test
  void saysWhatStandsThereWhenAValueIsEmptyOrUnknown() {
    Map<String, String> values = Map.of("caller", " ");
    assertThat(Placeholders.fill("Hi {{caller | friend}} of {{school|ours}}{{x}}.", values))
        .isEqualTo("Hi friend of ours.");
  }

  @Test
  void takesValuesAsTheyAre() {
    assertThat(Placeholders.fill("{{a}}", Map.of("a", "{{b}} $1 \\", "b", "no")))
        .isEqualTo("{{b}} $1 \\");
  }

  @Test
  void namesThePlacesOfAText() {
    assertThat(Placeholders.in("{{a}} and {{ b | c }} and {{a}} and {{}} {d}"))
        .containsExactly("a", "b", "");
  }
}
