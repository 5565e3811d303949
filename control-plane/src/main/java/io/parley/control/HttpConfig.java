package io.parley.control;

/**
 * Where the API and the console are served.
 *
 * @param bind {@code PARLEY_HTTP_BIND}: the address
 * @param port {@code PARLEY_HTTP_PORT}: 0 takes a free one
 */
public record HttpConfig(String bind, int port) {
  private static final int MAX_PORT = 65_535;

  /** Rejects values that cannot work, naming the setting. */
  public HttpConfig {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "PARLEY_HTTP_PORT " + port + " is not a port (0-" + MAX_PORT + ")");
    }
    if (bind.isBlank()) {
      throw new IllegalArgumentException("PARLEY_HTTP_BIND is blank: give an address to bind");
    }
  }
}
