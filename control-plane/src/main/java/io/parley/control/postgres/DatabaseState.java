package io.parley.control.postgres;

/**
 * How the database is, as of the last look (about once a second).
 *
 * @param detail one line when it is not up
 * @param restarts how often the embedded one was brought back
 */
public record DatabaseState(Status status, String detail, long restarts) {
  /** Whether it can be used. */
  public enum Status {
    STARTING,
    UP,
    AWAY
  }

  /** Whether it answered at the last look. */
  public boolean isUp() {
    return status == Status.UP;
  }
}
