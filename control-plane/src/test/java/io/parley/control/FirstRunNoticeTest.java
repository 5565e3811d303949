package io.parley.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstRunNoticeTest {
  @Test
  void namesAnAddressThatABrowserHereCanOpen() {
    assertThat(FirstRunNotice.reachable("0.0.0.0")).isEqualTo("127.0.0.1");
    assertThat(FirstRunNotice.reachable("::")).isEqualTo("127.0.0.1");
    assertThat(FirstRunNotice.reachable("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(FirstRunNotice.reachable("::1")).isEqualTo("[0:0:0:0:0:0:0:1]");
  }
}
