package io.parley.media.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A network of {@link MemorySocket}s, some of whose ports others may hold. */
public final class MemoryNetwork implements RtpNetwork {
  private final Map<Integer, MemorySocket> sockets = new HashMap<>();
  private final Set<Integer> taken = new HashSet<>();

  /** Another program holds {@code port}. */
  public void take(int port) {
    taken.add(port);
  }

  /** The socket bound last on {@code port}. */
  public MemorySocket socket(int port) {
    MemorySocket socket = sockets.get(port);
    if (socket == null) {
      throw new IllegalArgumentException("nothing is bound on " + port);
    }
    return socket;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public RtpSocket bind(InetAddress host, int port) throws IOException {
    if (taken.contains(port)) {
      throw new BindException("port " + port + " is taken");
    }
    MemorySocket socket = new MemorySocket();
    sockets.put(port, socket);
    return socket;
  }

  @Override
  public RtpPoller openPoller() {
    return new Poller();
  }

  private static final class Poller implements RtpPoller {
    private final List<MemorySocket> watched = new ArrayList<>();
    private final List<Integer> tokens = new ArrayList<>();
    private final int[] ready = new int[64];

    @Override
    public void add(RtpSocket socket, int token) {
      watched.add((MemorySocket) socket);
      tokens.add(token);
    }

    @Override
    public int poll() {
      int count = 0;
      for (int i = 0; i < watched.size(); i++) {
        if (watched.get(i).hasWaiting()) {
          ready[count++] = tokens.get(i);
        }
      }
      return count;
    }

    @Override
    public int token(int index) {
      return ready[index];
    }

    @Override
    public void close() {
      watched.clear();
      tokens.clear();
    }
  }
}
