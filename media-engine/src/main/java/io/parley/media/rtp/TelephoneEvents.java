package io.parley.media.rtp;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/**
 * Keys pressed by the caller as they come in telephone-event packets (RFC 4733 2.3). One key is
 * many packets with one timestamp; it is told once, when its end comes, or when nothing more of it
 * comes.
 *
 * <pre>
 * |     event     |E|R| volume    |          duration             |
 * </pre>
 */
@HotPath
@OwnedBy("media-loop")
public final class TelephoneEvents {
  /** Answer when no key is complete. */
  public static final char NONE = 0;

  private static final int PAYLOAD_BYTES = 4;
  private static final int END = 0x80;
  private static final int SAMPLES_PER_MS = 8;
  private static final long SILENCE_ENDS_NS = 200_000_000;
  private static final String KEYS = "0123456789*#ABCD";

  private boolean active;
  private boolean ended;
  private int activeTimestamp32;
  private int activeEvent;
  private int activeDuration;
  private long lastArrivalNs;
  private boolean anyTold;
  private int toldTimestamp32;
  private long toldDurationMs;

  /** Takes one payload; answers the key that is complete by it, or {@link #NONE}. */
  public char onPayload(byte[] packet, int offset, int length, int timestamp32, long arrivalNs) {
    if (length < PAYLOAD_BYTES || (packet[offset] & 0xff) >= KEYS.length()) {
      return NONE;
    }
    if (anyTold && timestamp32 - toldTimestamp32 <= 0) {
      return NONE;
    }
    char before = NONE;
    if (active && timestamp32 != activeTimestamp32) {
      if (timestamp32 - activeTimestamp32 < 0) {
        return NONE;
      }
      before = tell();
    }
    active = true;
    activeTimestamp32 = timestamp32;
    activeEvent = packet[offset] & 0xff;
    activeDuration = ((packet[offset + 2] & 0xff) << 8) | (packet[offset + 3] & 0xff);
    ended = (packet[offset + 1] & END) != 0;
    lastArrivalNs = arrivalNs;
    return before == NONE && ended ? tell() : before;
  }

  /** Answers a key whose end was lost, once it has been quiet for long enough. */
  public char onTick(long nowNs) {
    return active && (ended || nowNs - lastArrivalNs >= SILENCE_ENDS_NS) ? tell() : NONE;
  }

  private char tell() {
    active = false;
    anyTold = true;
    toldTimestamp32 = activeTimestamp32;
    toldDurationMs = activeDuration / SAMPLES_PER_MS;
    return KEYS.charAt(activeEvent);
  }

  /** How long the key told last was pressed, in milliseconds. */
  public long durationMs() {
    return toldDurationMs;
  }

  /** Forgets the stream: timestamps start anew (a new SSRC). */
  public void reset() {
    active = false;
    anyTold = false;
  }
}
