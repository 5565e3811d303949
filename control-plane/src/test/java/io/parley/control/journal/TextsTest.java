package io.parley.control.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void replacesWhatNeitherJsonNorPostgresCanHold() {
    assertThat(Texts.clean("a\u0000b\uD800c")).isEqualTo("a\uFFFDb\uFFFDc");
  }

  @Test
  void leavesEverythingElseAsItIs() {
    String text = "Zoë <b>'; DROP TABLE calls; --</b> \uD83D\uDE00\n";
    assertThat(Texts.clean(text)).isSameAs(text);
  }

  @Test
  void cutsWhatIsLongerThanACallCanNeed() {
    assertThat(Texts.clean("x".repeat(100_000))).hasSize(65_536);
  }
}
