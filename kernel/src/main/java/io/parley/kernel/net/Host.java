package io.parley.kernel.net;

/** How hosts are written. Stateless. */
public final class Host {
  private Host() {}

  /** Whether {@code host} is an address and no name: nothing has to be resolved. */
  public static boolean isLiteral(String host) {
    return host.matches("[0-9.]+") || host.indexOf(':') >= 0;
  }
}
