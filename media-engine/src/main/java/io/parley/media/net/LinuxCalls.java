package io.parley.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The system calls of a media loop (Linux, 64 bit). Stateless; safe from any thread. Pointers are
 * passed as plain addresses, so that a call allocates nothing even before it is compiled.
 */
final class LinuxCalls {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
  static final int EPOLL_CTL_ADD = 1;
  static final int EPOLLIN = 0x001;
  static final int EPOLLOUT = 0x004;

  private static final boolean AVAILABLE;
  private static final @Nullable MethodHandle SOCKET;
  private static final @Nullable MethodHandle BIND;
  private static final @Nullable MethodHandle CLOSE;
  private static final @Nullable MethodHandle SETSOCKOPT;
  private static final @Nullable MethodHandle RECVFROM;
  private static final @Nullable MethodHandle SENDTO;
  private static final @Nullable MethodHandle EPOLL_CREATE1;
  private static final @Nullable MethodHandle EPOLL_CTL;
  private static final @Nullable MethodHandle EPOLL_WAIT;
  private static final @Nullable MethodHandle SETPRIORITY;
  private static final @Nullable MethodHandle SCHED_SETSCHEDULER;

  static {
    SOCKET = link("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    BIND = link("bind", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    CLOSE = link("close", JAVA_INT, JAVA_INT);
    SETSOCKOPT = link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    RECVFROM =
        link("recvfrom", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    SENDTO =
        link("sendto", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    EPOLL_CREATE1 = link("epoll_create1", JAVA_INT, JAVA_INT);
    EPOLL_CTL = link("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    EPOLL_WAIT = link("epoll_wait", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    SETPRIORITY = link("setpriority", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    SCHED_SETSCHEDULER = link("sched_setscheduler", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    AVAILABLE = SOCKET != null && RECVFROM != null && EPOLL_WAIT != null;
  }

  private LinuxCalls() {}

  /** Whether this machine has these calls. */
  static boolean available() {
    return AVAILABLE;
  }

  @SuppressWarnings("restricted") // the process is started with native access
  private static @Nullable MethodHandle link(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find(name)
          .map(a -> linker.downcallHandle(a, FunctionDescriptor.of(result, arguments)))
          .orElse(null);
    } catch (UnsupportedOperationException | IllegalCallerException | NoSuchElementException e) {
      return null;
    }
  }

  static int socket(int family, int type) {
    try {
      return (int) handle(SOCKET).invokeExact(family, type, 0);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int bind(int fd, long address, int length) {
    try {
      return (int) handle(BIND).invokeExact(fd, address, length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int close(int fd) {
    try {
      return (int) handle(CLOSE).invokeExact(fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int setsockopt(int fd, int level, int option, long value, int length) {
    try {
      return (int) handle(SETSOCKOPT).invokeExact(fd, level, option, value, length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Octets received, or -1 when nothing waits. */
  static long recvfrom(int fd, long buffer, long capacity, long source, long sourceLength) {
    try {
      return (long) handle(RECVFROM).invokeExact(fd, buffer, capacity, 0, source, sourceLength);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Octets sent, or -1. */
  static long sendto(int fd, long buffer, long length, long target, int targetLength) {
    try {
      return (long) handle(SENDTO).invokeExact(fd, buffer, length, 0, target, targetLength);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int epollCreate() {
    try {
      return (int) handle(EPOLL_CREATE1).invokeExact(0x80000);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int epollAdd(int epoll, int fd, long event) {
    try {
      return (int) handle(EPOLL_CTL).invokeExact(epoll, EPOLL_CTL_ADD, fd, event);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Readable descriptors written to {@code events}; does not wait. */
  static int epollNow(int epoll, long events, int capacity) {
    try {
      return (int) handle(EPOLL_WAIT).invokeExact(epoll, events, capacity, 0);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Sets the nice value of the calling thread; -1 when that is not allowed. */
  static int niceOfThisThread(int nice) {
    try {
      return SETPRIORITY == null ? -1 : (int) SETPRIORITY.invokeExact(0, 0, nice);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Sets the scheduling policy of the calling thread; -1 when that is not allowed. */
  static int schedulePolicyOfThisThread(int policy, long parameters) {
    try {
      return SCHED_SETSCHEDULER == null
          ? -1
          : (int) SCHED_SETSCHEDULER.invokeExact(0, policy, parameters);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static MethodHandle handle(@Nullable MethodHandle linked) {
    if (linked == null) {
      throw new IllegalStateException("this machine lacks a call the native network needs");
    }
    return linked;
  }

  private static AssertionError broken(Throwable cause) {
    return new AssertionError("a system call's signature is wrong", cause);
  }
}
