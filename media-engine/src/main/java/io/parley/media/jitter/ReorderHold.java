package io.parley.media.jitter;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/**
 * Puts the packets of one stream in order. A packet that comes in order passes at once; one that
 * comes early waits for those before it, at most {@code holdNs} after its own arrival, then they
 * are declared lost, one by one. What leaves is strictly ascending: never out of order, never
 * twice.
 *
 * <p>Sequence numbers are unwrapped to 64 bits by the caller. After each {@link #offer}, and on
 * every tick, the caller takes with {@link #next} until it answers {@link #NOTHING}.
 */
@HotPath
@OwnedBy("media-loop")
public final class ReorderHold {
  /** How long a later packet waits for a missing one, in nanoseconds. */
  public static final long HOLD_NS = 40_000_000;

  /** Longest payload kept, in bytes: 60 ms of G.711. */
  public static final int MAX_PAYLOAD_BYTES = 480;

  /** {@link #offer}: kept, to be taken with {@link #next}. */
  public static final int KEPT = 0;

  /** {@link #offer}: the same sequence number was here before. */
  public static final int DUPLICATE = 1;

  /** {@link #offer}: its turn has passed. */
  public static final int LATE = 2;

  /** {@link #offer}: longer than {@link #MAX_PAYLOAD_BYTES}. */
  public static final int TOO_LONG = 3;

  /** {@link #next}: nothing is due. */
  public static final int NOTHING = 0;

  /** {@link #next}: a packet, to be read through the accessors before the next call. */
  public static final int PACKET = 1;

  /** {@link #next}: the packet {@link #seq64} is given up. */
  public static final int LOST = 2;

  private static final int SLOTS = 32;
  private static final int MASK = SLOTS - 1;
  private static final int FAR = SLOTS;
  private static final long EMPTY = Long.MIN_VALUE;
  private static final int RESTART_RUN = 3;

  private final long holdNs;
  // One place more than SLOTS: a packet too far ahead waits there until the others have left.
  private final byte[][] payloads = new byte[SLOTS + 1][MAX_PAYLOAD_BYTES];
  private final int[] lengths = new int[SLOTS + 1];
  private final long[] seqs = new long[SLOTS + 1];
  private final int[] timestamps = new int[SLOTS + 1];
  private final int[] tags = new int[SLOTS + 1];
  private final long[] arrivals = new long[SLOTS + 1];
  private final long[] passed = new long[2 * SLOTS];

  private boolean started;
  private long expected64;
  private long highest64;
  private int held;
  private int current;
  private long seq64;
  private long lateSeq64 = EMPTY;
  private int lateRun;

  private long delivered;
  private long lost;
  private long late;
  private long duplicates;
  private long reordered;
  private long jumps;

  /** A hold of {@link #HOLD_NS}. */
  public ReorderHold() {
    this(HOLD_NS);
  }

  /** A hold of {@code holdNs}; 0 gives up a gap at once. */
  public ReorderHold(long holdNs) {
    this.holdNs = holdNs;
    reset();
  }

  /** Forgets the stream (a new SSRC); the counters stay. */
  public void reset() {
    started = false;
    held = 0;
    lateRun = 0;
    lateSeq64 = EMPTY;
    java.util.Arrays.fill(seqs, EMPTY);
    java.util.Arrays.fill(passed, EMPTY);
  }

  /**
   * Copies one packet in. {@code tag} is carried along for the caller (payload type, marker).
   * Answers {@link #KEPT}, or why not.
   */
  public int offer(
      long seq, int ts32, int tag, byte[] payload, int offset, int length, long nowNs) {
    if (length > MAX_PAYLOAD_BYTES) {
      return TOO_LONG;
    }
    if (!started) {
      startAt(seq);
    }
    long ahead = seq - expected64;
    if (ahead < 0) {
      int refusal = behind(seq, -ahead);
      if (refusal != KEPT) {
        return refusal;
      }
      ahead = 0;
    }
    lateRun = 0;
    int slot = ahead >= SLOTS ? FAR : (int) (seq & MASK);
    if (seqs[slot] == seq) {
      duplicates++;
      return DUPLICATE;
    }
    if (seqs[slot] == EMPTY) {
      held++;
    }
    if (slot == FAR) {
      jumps++;
    } else if (seq < highest64) {
      reordered++;
    }
    highest64 = Math.max(highest64, seq);
    seqs[slot] = seq;
    timestamps[slot] = ts32;
    tags[slot] = tag;
    arrivals[slot] = nowNs;
    lengths[slot] = length;
    System.arraycopy(payload, offset, payloads[slot], 0, length);
    return KEPT;
  }

  private void startAt(long seq) {
    started = true;
    expected64 = seq;
    highest64 = seq;
  }

  /** A packet behind the next one due: a duplicate, a straggler, or a stream that restarted. */
  private int behind(long seq, long distance) {
    if (distance <= passed.length && passed[(int) (seq & (passed.length - 1))] == seq) {
      duplicates++;
      return DUPLICATE;
    }
    lateRun = distance > SLOTS && (lateRun == 0 || seq == lateSeq64 + 1) ? lateRun + 1 : 1;
    lateSeq64 = seq;
    if (distance > SLOTS && lateRun >= RESTART_RUN) {
      reset();
      startAt(seq);
      jumps++;
      return KEPT;
    }
    late++;
    return LATE;
  }

  /** The next packet, a loss, or nothing as of {@code nowNs}. */
  public int next(long nowNs) {
    if (held == 0) {
      return NOTHING;
    }
    int slot = (int) (expected64 & MASK);
    if (seqs[slot] == expected64) {
      return deliver(slot);
    }
    if (seqs[FAR] != EMPTY) {
      return held == 1 ? jump() : giveUp();
    }
    return nowNs - earliestArrivalNs() >= holdNs ? giveUp() : NOTHING;
  }

  private int deliver(int slot) {
    current = slot;
    seq64 = expected64;
    passed[(int) (seq64 & (passed.length - 1))] = seq64;
    seqs[slot] = EMPTY;
    held--;
    expected64++;
    delivered++;
    return PACKET;
  }

  private int jump() {
    expected64 = seqs[FAR];
    return deliver(FAR);
  }

  private int giveUp() {
    seq64 = expected64++;
    lost++;
    return LOST;
  }

  private long earliestArrivalNs() {
    long earliest = 0;
    boolean found = false;
    for (int slot = 0; slot < SLOTS; slot++) {
      if (seqs[slot] != EMPTY && (!found || arrivals[slot] - earliest < 0)) {
        earliest = arrivals[slot];
        found = true;
      }
    }
    return earliest;
  }

  /** Sequence number of what {@link #next} answered last. */
  public long seq64() {
    return seq64;
  }

  /** Payload of the packet {@link #next} answered; overwritten by later packets. */
  public byte[] payload() {
    return payloads[current];
  }

  /** Bytes of {@link #payload} that count. */
  public int payloadBytes() {
    return lengths[current];
  }

  /** RTP timestamp of the packet. */
  public int ts32() {
    return timestamps[current];
  }

  /** The tag it was offered with. */
  public int tag() {
    return tags[current];
  }

  /** When it came, on the caller's clock. */
  public long arrivalNs() {
    return arrivals[current];
  }

  /** Packets waiting for one before them. */
  public int held() {
    return held;
  }

  /** Packets that left in order. */
  public long delivered() {
    return delivered;
  }

  /** Packets given up. */
  public long lost() {
    return lost;
  }

  /** Packets refused because their turn had passed. */
  public long late() {
    return late;
  }

  /** Packets refused because they were here before. */
  public long duplicates() {
    return duplicates;
  }

  /** Packets that came after a later one and yet in time. */
  public long reordered() {
    return reordered;
  }

  /** Times the stream went on elsewhere, too far off to call the packets between lost. */
  public long jumps() {
    return jumps;
  }
}
