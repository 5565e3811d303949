package io.parley.control.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagesTest {
  private static final String PAYLOAD = "\"><script>alert(1)</script>";

  @Test
  void showsWhatALinkOrARefusalHoldsAsText() {
    for (String page :
        new String[] {new Pages().firstRun(PAYLOAD, PAYLOAD), new Pages().login(PAYLOAD)}) {
      assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
    }
  }
}
