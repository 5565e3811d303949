package io.parley.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Sockets through the kernel's own calls (Linux). Safe from any thread. */
final class NativeNetwork implements RtpNetwork {
  private static final int IPPROTO_IP = 0;
  private static final int IP_TOS = 1;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_TCLASS = 67;
  private static final int EXPEDITED_FORWARDING = 0xb8;

  @Override
  public String name() {
    return "native";
  }

  @Override
  public RtpSocket bind(InetAddress host, int port) throws IOException {
    boolean v6 = host instanceof Inet6Address;
    int fd =
        LinuxCalls.socket(
            v6 ? LinuxCalls.AF_INET6 : LinuxCalls.AF_INET, LinuxCalls.SOCK_DGRAM_NONBLOCK_CLOEXEC);
    if (fd < 0) {
      throw new IOException("no UDP socket: the process has too many files open");
    }
    try (Arena arena = Arena.ofConfined()) {
      Sockaddr local = new Sockaddr(host, port, v6);
      MemorySegment raw = arena.allocate(Sockaddr.BYTES, 8);
      local.write(raw);
      if (LinuxCalls.bind(fd, raw.address(), local.length()) != 0) {
        LinuxCalls.close(fd);
        throw new BindException("cannot bind UDP " + host.getHostAddress() + ":" + port);
      }
      MemorySegment tos = arena.allocateFrom(JAVA_INT, EXPEDITED_FORWARDING);
      LinuxCalls.setsockopt(
          fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_TCLASS : IP_TOS, tos.address(), 4);
    }
    return new NativeSocket(fd, host, v6);
  }

  @Override
  public RtpPoller openPoller() throws IOException {
    return new NativePoller();
  }
}
