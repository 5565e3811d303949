package io.parley.kernel.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdTest {
  @Test
  void callIdsAreUuidsOfVersionSeven() {
    CallId id = CallId.at(0x0123_4567_89abL, new SplittableRandom(1));
    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.toString()).startsWith("01234567-89ab-7");
    assertThat(CallId.parse(id.toString())).isEqualTo(id);
    assertThatThrownBy(() -> CallId.parse("x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void callIdsSortByStart() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ids.add(CallId.at(1_700_000_000_000L + i, random).toString());
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsReadAsText() {
    CallId call = CallId.at(1, new SplittableRandom(1));
    assertThat(LegId.first(call)).hasToString(call + "/1");
    assertThat(UtteranceId.NONE.next()).hasToString("u1");
    assertThat(TenantId.DEFAULT).hasToString("default");
    assertThatThrownBy(() -> new TenantId(" ")).hasMessageContaining("blank");
  }

  @Test
  void idsOfOneMillisecondDiffer() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(IntStream.range(0, 1000).mapToObj(i -> CallId.at(5, random)).distinct())
        .hasSize(1000);
  }
}
