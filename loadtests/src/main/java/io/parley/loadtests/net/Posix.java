package io.parley.loadtests.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/**
 * The C library's calls that the sockets need (64-bit Linux). Any thread.
 *
 * <p>Pointers are passed as {@code long}, so that no segment object is made per call.
 */
final class Posix {
  private static final Linker LINKER = Linker.nativeLinker();

  private static final MethodHandle SOCKET = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = handle("bind", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CONNECT = handle("connect", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle NAME = handle("getsockname", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle CLOSE = handle("close", JAVA_INT);
  private static final MethodHandle SET_OPTION =
      handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle EPOLL_CREATE = handle("epoll_create1", JAVA_INT);
  private static final MethodHandle EPOLL_CONTROL =
      handle("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle EPOLL_WAIT =
      handle("epoll_wait", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle SCHEDULER =
      handle("sched_setscheduler", JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle SEND = sized("send", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECEIVE = sized("recvmsg", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle PROCESS_CONTROL = processControl();

  private Posix() {}

  private static MethodHandle handle(String name, MemoryLayout... arguments) {
    return bind(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static MethodHandle sized(String name, MemoryLayout... arguments) {
    return bind(name, FunctionDescriptor.of(JAVA_LONG, arguments));
  }

  @SuppressWarnings("restricted") // a system's own C library: the descriptors above are its ABI
  private static MethodHandle bind(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(), descriptor, options);
  }

  private static MethodHandle processControl() {
    FunctionDescriptor shape = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG);
    return bind("prctl", shape, Linker.Option.firstVariadicArg(1));
  }

  /** A checked exception out of a method handle, which none of these calls throws. */
  private static IllegalStateException impossible(Throwable thrown) {
    return new IllegalStateException("a call into the C library threw", thrown);
  }

  static int socket(int domain, int type, int protocol) {
    try {
      return (int) SOCKET.invokeExact(domain, type, protocol);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int bind(int socket, long address, int length) {
    try {
      return (int) BIND.invokeExact(socket, address, length);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int connect(int socket, long address, int length) {
    try {
      return (int) CONNECT.invokeExact(socket, address, length);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int name(int socket, long address, long length) {
    try {
      return (int) NAME.invokeExact(socket, address, length);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int close(int descriptor) {
    try {
      return (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int setOption(int socket, int option, long value, int length) {
    try {
      return (int) SET_OPTION.invokeExact(socket, 1, option, value, length);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int epollCreate() {
    try {
      return (int) EPOLL_CREATE.invokeExact(0);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int epollAdd(int epoll, int socket, long event) {
    try {
      return (int) EPOLL_CONTROL.invokeExact(epoll, 1, socket, event);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int epollWait(int epoll, long events, int most) {
    try {
      return (int) EPOLL_WAIT.invokeExact(epoll, events, most, 0);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int scheduler(int thread, int policy, long parameters) {
    try {
      return (int) SCHEDULER.invokeExact(thread, policy, parameters);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static int processControl(int option, long value) {
    try {
      return (int) PROCESS_CONTROL.invokeExact(option, value);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static long send(int socket, long data, long length, int flags) {
    try {
      return (long) SEND.invokeExact(socket, data, length, flags);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  static long receive(int socket, long message, int flags) {
    try {
      return (long) RECEIVE.invokeExact(socket, message, flags);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }
}
