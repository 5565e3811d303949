package io.parley.loadtests.call;

import org.jspecify.annotations.Nullable;

/**
 * Turns digits into telephone-event packets on the 20 ms grid (RFC 4733 section 2.5): 100 ms each,
 * the end sent three times, 100 ms of pause. Owned by the call's thread.
 */
final class TelephoneKeys {
  private static final String EVENTS = "0123456789*#ABCD";
  private static final int TONE_SLOTS = 5;
  private static final int END_SLOTS = 2;
  private static final int PAUSE_SLOTS = 5;
  private static final int KEY_SLOTS = TONE_SLOTS + END_SLOTS + PAUSE_SLOTS;
  private static final int VOLUME = 10;

  /** One packet: its four payload bytes and its distance from the key's first packet. */
  record Event(int payload, int slotsSinceStart) {
    boolean isFirst() {
      return slotsSinceStart == 0;
    }
  }

  private final String digits;
  private int slot;

  TelephoneKeys(String digits) {
    this.digits = digits;
  }

  static boolean isValid(String digits) {
    return digits.matches("[0-9*#A-D]{1,64}");
  }

  boolean isDone() {
    return slot >= digits.length() * KEY_SLOTS;
  }

  /** The packet of this slot; null in a pause, where audio goes on. */
  @Nullable Event next() {
    int inKey = slot % KEY_SLOTS;
    int code = EVENTS.indexOf(digits.charAt(slot / KEY_SLOTS));
    slot++;
    if (inKey >= TONE_SLOTS + END_SLOTS) {
      return null;
    }
    boolean ending = inKey >= TONE_SLOTS - 1;
    int duration = Math.min(inKey + 1, TONE_SLOTS) * 160;
    return new Event((code << 24) | (ending ? 0x80_0000 : 0) | (VOLUME << 16) | duration, inKey);
  }
}
