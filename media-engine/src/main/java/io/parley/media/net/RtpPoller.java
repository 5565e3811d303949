package io.parley.media.net;

/** Says which sockets of one media loop have something to read. Owned by that loop. */
public interface RtpPoller {
  /** Takes charge of {@code socket}, to be reported as {@code token} until it is closed. */
  void add(RtpSocket socket, int token);

  /** Looks once, without waiting; answers how many sockets are readable. */
  int poll();

  /** The token of the readable socket {@code index}, from 0. */
  int token(int index);

  /** Frees what {@link #poll} needs; the sockets stay. Idempotent. */
  void close();
}
