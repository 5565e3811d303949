package io.parley.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.parley.kernel.own.HotPath;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Readiness by epoll, level-triggered: what is not read in one tick is reported again in the next.
 * A closed socket leaves by itself.
 *
 * <p>struct epoll_event is packed on x86-64 (token at octet 4, 12 octets each) and aligned
 * elsewhere (token at octet 8, 16 octets each); the kernel is asked once which it is.
 */
@HotPath
final class NativePoller implements RtpPoller {
  private static final int CAPACITY = 1024;
  private static final int PACKED_MARK = 0x11111111;
  private static final int ALIGNED_MARK = 0x22222222;
  private static final int CLOSED = -1;

  private final NativeScratch scratch = new NativeScratch();
  private final MemorySegment events;
  private final MemorySegment request;
  private final int tokenOffset;
  private final int stride;
  private int epoll;

  NativePoller() throws IOException {
    Arena arena = Arena.ofAuto();
    events = arena.allocate(CAPACITY * 16L, 16);
    request = arena.allocate(16, 16);
    epoll = LinuxCalls.epollCreate();
    if (epoll < 0) {
      throw new IOException("no epoll: the process has too many files open");
    }
    boolean packed = asksForPackedEvents();
    tokenOffset = packed ? 4 : 8;
    stride = packed ? 12 : 16;
  }

  private boolean asksForPackedEvents() throws IOException {
    int probe = LinuxCalls.socket(LinuxCalls.AF_INET, LinuxCalls.SOCK_DGRAM_NONBLOCK_CLOEXEC);
    request.set(JAVA_INT_UNALIGNED, 0, LinuxCalls.EPOLLOUT);
    request.set(JAVA_INT_UNALIGNED, 4, PACKED_MARK);
    request.set(JAVA_INT_UNALIGNED, 8, ALIGNED_MARK);
    request.set(JAVA_INT_UNALIGNED, 12, 0);
    LinuxCalls.epollAdd(epoll, probe, request.address());
    int ready = LinuxCalls.epollNow(epoll, events.address(), 1);
    LinuxCalls.close(probe);
    if (ready != 1) {
      throw new IOException("epoll does not report a writable socket");
    }
    return events.get(JAVA_INT_UNALIGNED, 4) == PACKED_MARK;
  }

  @Override
  public void add(RtpSocket socket, int token) {
    NativeSocket ours = (NativeSocket) socket;
    ours.adopt(scratch);
    request.set(JAVA_INT_UNALIGNED, 0, LinuxCalls.EPOLLIN);
    request.set(JAVA_INT_UNALIGNED, 4, 0);
    request.set(JAVA_INT_UNALIGNED, 8, 0);
    request.set(JAVA_INT_UNALIGNED, 12, 0);
    request.set(JAVA_INT_UNALIGNED, tokenOffset, token);
    LinuxCalls.epollAdd(epoll, ours.fd(), request.address());
  }

  @Override
  public int poll() {
    return epoll == CLOSED
        ? 0
        : Math.max(0, LinuxCalls.epollNow(epoll, events.address(), CAPACITY));
  }

  @Override
  public int token(int index) {
    return events.get(JAVA_INT_UNALIGNED, (long) index * stride + tokenOffset);
  }

  @Override
  public void close() {
    if (epoll != CLOSED) {
      LinuxCalls.close(epoll);
      epoll = CLOSED;
    }
  }
}
