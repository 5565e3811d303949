package io.parley.media.playout;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.link.AgentOrder.InterruptPolicy;
import io.parley.kernel.own.HotPath;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one crossing of speech into a media loop: utterances in the order they were begun, their
 * audio handed over without a copy. One writer at a time (the agent's side takes care of that), one
 * reader (the leg's loop); neither waits, wakes or locks.
 *
 * <p>Holds about one second of audio: a piece is taken while less than that waits, so a writer that
 * finds it full comes again when room is due. Begins and ends have reserved places.
 */
@HotPath
public final class PlayoutQueue {
  /** Audio that may wait before more of it is refused, in milliseconds. */
  public static final int AHEAD_MS = 1000;

  static final int NOTHING = 0;
  static final int BEGIN = 1;
  static final int AUDIO = 2;
  static final int END = 3;

  private static final int CAPACITY = 256;
  private static final int MASK = CAPACITY - 1;
  private static final int RESERVED = 64;

  private final int[] kinds = new int[CAPACITY];
  private final long[] utterances = new long[CAPACITY];
  private final @Nullable InterruptPolicy[] policies = new InterruptPolicy[CAPACITY];
  private final @Nullable Pcm[] pieces = new Pcm[CAPACITY];
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong samplesRead = new AtomicLong();
  private final long aheadSamples;
  private long samplesWritten;
  private int offset;

  /** For a leg of {@code rateHz}. */
  public PlayoutQueue(int rateHz) {
    aheadSamples = (long) rateHz * AHEAD_MS / 1000;
  }

  /** An utterance begins. Writer. */
  public boolean begin(long utterance, InterruptPolicy policy) {
    return write(BEGIN, utterance, policy, null, CAPACITY);
  }

  /** More of the utterance begun last; {@code false} when a second of audio waits. Writer. */
  public boolean say(long utterance, Pcm pcm) {
    if (samplesWritten - samplesRead.get() >= aheadSamples
        || !write(AUDIO, utterance, null, pcm, CAPACITY - RESERVED)) {
      return false;
    }
    samplesWritten += pcm.length();
    return true;
  }

  /** The utterance begun last is complete. Writer. */
  public boolean end(long utterance) {
    return write(END, utterance, null, null, CAPACITY);
  }

  private boolean write(
      int kind, long utterance, @Nullable InterruptPolicy policy, @Nullable Pcm piece, int bound) {
    long place = written.getPlain();
    if (place - read.get() >= bound) {
      return false;
    }
    int slot = (int) place & MASK;
    kinds[slot] = kind;
    utterances[slot] = utterance;
    policies[slot] = policy;
    pieces[slot] = piece;
    written.setRelease(place + 1);
    return true;
  }

  /** What comes next: {@link #BEGIN}, {@link #AUDIO}, {@link #END} or {@link #NOTHING}. Reader. */
  int kind() {
    long place = read.getPlain();
    return place == written.getAcquire() ? NOTHING : kinds[(int) place & MASK];
  }

  /** Whose it is. Reader. */
  long utterance() {
    return utterances[(int) read.getPlain() & MASK];
  }

  /** The policy of the utterance that begins. Reader. */
  InterruptPolicy policy() {
    InterruptPolicy policy = policies[(int) read.getPlain() & MASK];
    return policy == null ? InterruptPolicy.OPEN : policy;
  }

  /** Goes past what comes next, read or not. Reader. */
  void pass() {
    long place = read.getPlain();
    int slot = (int) place & MASK;
    Pcm piece = pieces[slot];
    if (piece != null) {
      samplesRead.setRelease(samplesRead.getPlain() + piece.length() - offset);
    }
    pieces[slot] = null;
    policies[slot] = null;
    offset = 0;
    read.setRelease(place + 1);
  }

  /** Takes up to {@code length} samples of the audio that comes next. Reader. */
  int take(short[] out, int at, int length) {
    Pcm piece = pieces[(int) read.getPlain() & MASK];
    if (piece == null) {
      return 0;
    }
    int taken = Math.min(length, piece.length() - offset);
    System.arraycopy(piece.samples(), offset, out, at, taken);
    offset += taken;
    samplesRead.setRelease(samplesRead.getPlain() + taken);
    if (offset == piece.length()) {
      pass();
    }
    return taken;
  }

  /**
   * Copies up to {@code length} samples of {@code utterance} that come next, taking none. Reader.
   */
  int peek(long utterance, short[] out, int length) {
    long end = written.getAcquire();
    int from = offset;
    int copied = 0;
    for (long place = read.getPlain(); place < end && copied < length; place++) {
      int slot = (int) place & MASK;
      Pcm piece = pieces[slot];
      if (utterances[slot] != utterance || piece == null) {
        return copied;
      }
      int part = Math.min(length - copied, piece.length() - from);
      System.arraycopy(piece.samples(), from, out, copied, part);
      copied += part;
      from = 0;
    }
    return copied;
  }

  /** Samples that wait. */
  public long waitingSamples() {
    return samplesWritten - samplesRead.get();
  }
}
