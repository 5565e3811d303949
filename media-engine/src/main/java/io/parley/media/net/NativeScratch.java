package io.parley.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The native memory one loop receives into and sends from, shared by its sockets since it handles
 * one datagram at a time. Owned by the loop; lives as long as it is reachable.
 */
final class NativeScratch {
  final MemorySegment received;
  final MemorySegment source;
  final MemorySegment toSend;
  final MemorySegment target;
  private final MemorySegment sourceLength;

  NativeScratch() {
    Arena arena = Arena.ofAuto();
    received = arena.allocate(RtpSocket.MAX_DATAGRAM_BYTES, 64);
    toSend = arena.allocate(RtpSocket.MAX_DATAGRAM_BYTES, 64);
    source = arena.allocate(Sockaddr.BYTES, 8);
    target = arena.allocate(Sockaddr.BYTES, 8);
    sourceLength = arena.allocate(8, 8);
  }

  /** The address of the length of {@link #source}, set anew: the kernel overwrites it. */
  long sourceLengthAddress() {
    sourceLength.set(JAVA_INT, 0, Sockaddr.BYTES);
    return sourceLength.address();
  }
}
