package io.parley.control.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void escapesTextAndAttributeValues() {
    String page = new Markup().element("p", "<script>&'\"", "title", "\" onclick=\"x").toString();
    assertThat(page)
        .isEqualTo("<p title=\"&quot; onclick=&quot;x\">&lt;script&gt;&amp;&#39;&quot;</p>");
  }

  @Test
  void showsCharactersThatHideOrTurnTextAsReplacements() {
    assertThat(new Markup().text("a\u0007b\u202Ec").toString()).isEqualTo("a\uFFFDb\uFFFDc");
  }
}
