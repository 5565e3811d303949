package io.parley.loadtests.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelephoneKeysTest {
  @Test
  void growsTheDurationAndSendsTheEndThreeTimes() {
    TelephoneKeys keys = new TelephoneKeys("#");
    List<Integer> payloads = new ArrayList<>();
    int pauses = 0;
    while (!keys.isDone()) {
      TelephoneKeys.Event event = keys.next();
      if (event == null) {
        pauses++;
      } else {
        payloads.add(event.payload());
      }
    }
    assertThat(payloads)
        .containsExactly(
            0x0B0A_00A0,
            0x0B0A_0140,
            0x0B0A_01E0,
            0x0B0A_0280,
            0x0B8A_0320,
            0x0B8A_0320,
            0x0B8A_0320);
    assertThat(pauses).isEqualTo(5);
  }
}
