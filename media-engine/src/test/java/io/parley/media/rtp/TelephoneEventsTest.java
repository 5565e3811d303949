package io.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TelephoneEventsTest {
  private static final long MS = 1_000_000;

  private final TelephoneEvents events = new TelephoneEvents();

  private char on(int event, boolean end, int duration, int timestamp32, long atMs) {
    byte[] payload = {
      (byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration
    };
    return events.onPayload(payload, 0, 4, timestamp32, atMs * MS);
  }

  @Test
  void tellsAKeyOnceAtItsEnd() {
    assertThat(on(5, false, 160, 1000, 0)).isEqualTo(TelephoneEvents.NONE);
    assertThat(on(5, false, 320, 1000, 20)).isEqualTo(TelephoneEvents.NONE);
    assertThat(on(5, true, 800, 1000, 40)).isEqualTo('5');
    assertThat(events.durationMs()).isEqualTo(100);
    assertThat(on(5, true, 800, 1000, 41)).isEqualTo(TelephoneEvents.NONE);
    assertThat(on(5, true, 800, 1000, 42)).isEqualTo(TelephoneEvents.NONE);
  }

  @Test
  void tellsTheSameKeyTwiceWhenItIsPressedTwice() {
    assertThat(on(11, true, 800, 1000, 0)).isEqualTo('#');
    assertThat(on(11, true, 800, 3000, 200)).isEqualTo('#');
  }

  @Test
  void tellsAKeyWhoseEndWasLost() {
    on(10, false, 400, 1000, 0);
    assertThat(events.onTick(199 * MS)).isEqualTo(TelephoneEvents.NONE);
    assertThat(events.onTick(200 * MS)).isEqualTo('*');
    assertThat(events.onTick(220 * MS)).isEqualTo(TelephoneEvents.NONE);
  }

  @Test
  void tellsAKeyWhoseEndWasLostBeforeTheNextOne() {
    on(1, false, 400, 1000, 0);
    assertThat(on(2, true, 800, 3000, 100)).isEqualTo('1');
    assertThat(events.onTick(120 * MS)).isEqualTo('2');
  }

  @Test
  void ignoresWhatIsNoKeyAndWhatIsCutShort() {
    assertThat(on(16, true, 800, 1000, 0)).isEqualTo(TelephoneEvents.NONE);
    assertThat(events.onPayload(new byte[3], 0, 3, 1000, 0)).isEqualTo(TelephoneEvents.NONE);
  }
}
