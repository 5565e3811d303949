package io.parley.media.net;

import java.io.IOException;
import java.net.InetAddress;

/** Where sockets come from: the kernel's calls directly, or NIO where those cannot be had. */
public interface RtpNetwork {
  /** The best network of this machine. */
  static RtpNetwork best() {
    return LinuxCalls.available() ? new NativeNetwork() : new NioNetwork();
  }

  /** Short name for logs: {@code native} or {@code nio}. */
  String name();

  /** Binds one UDP port; safe from any thread. */
  RtpSocket bind(InetAddress host, int port) throws IOException;

  /** Opens the readiness check of one loop. */
  RtpPoller openPoller() throws IOException;
}
