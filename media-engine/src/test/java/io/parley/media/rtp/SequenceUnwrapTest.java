package io.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceUnwrapTest {
  private final SequenceUnwrap unwrap = new SequenceUnwrap();

  @Test
  void countsOnOverTheWrap() {
    long first = unwrap.unwrap(0xfffe);
    assertThat(unwrap.unwrap(0xffff)).isEqualTo(first + 1);
    assertThat(unwrap.unwrap(0)).isEqualTo(first + 2);
    assertThat(unwrap.unwrap(3)).isEqualTo(first + 5);
  }

  @Test
  void putsAStragglerOfBeforeTheWrapBehind() {
    long first = unwrap.unwrap(0xfffe);
    unwrap.unwrap(1);
    assertThat(unwrap.unwrap(0xffff)).isEqualTo(first + 1);
    assertThat(unwrap.unwrap(2)).isEqualTo(first + 4);
  }

  @Test
  void neverGoesBelowZeroAtTheStart() {
    unwrap.unwrap(2);
    assertThat(unwrap.unwrap(0xffff)).isPositive();
  }
}
