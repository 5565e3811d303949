package io.parley.agent.provider.sphinx4;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One utterance on its way from the call to a recogniser that pulls: 16 kHz PCM, little-endian. The
 * call writes, the recogniser's thread reads; at most {@link #MAX_PIECES} pieces wait.
 */
final class AudioStream extends InputStream {
  /** Pieces that may wait: half a minute of 100 ms each. */
  static final int MAX_PIECES = 300;

  private static final byte[] END = new byte[0];

  private final LinkedBlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>(MAX_PIECES + 1);
  private byte @Nullable [] current;
  private int position;
  private boolean ended;

  /** Appends audio; {@code false} when too much waits already. */
  boolean write(short[] samples) {
    if (samples.length == 0) {
      return true;
    }
    byte[] bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    return pieces.size() < MAX_PIECES && pieces.offer(bytes);
  }

  /** The utterance is over. */
  void end() {
    while (!pieces.offer(END)) {
      pieces.poll();
    }
  }

  @Override
  public int read() throws InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws InterruptedIOException {
    byte[] piece = piece();
    if (ended) {
      return -1;
    }
    int copied = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, into, offset, copied);
    position += copied;
    return copied;
  }

  private byte[] piece() throws InterruptedIOException {
    byte[] piece = current;
    if (ended || (piece != null && position < piece.length)) {
      return piece == null ? END : piece;
    }
    try {
      piece = pieces.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the recogniser is closing");
    }
    current = piece;
    position = 0;
    ended = piece.length == 0;
    return piece;
  }
}
