package io.parley.control.postgres;

/** A database cannot be had at the moment; the message is one line for the operator. */
public final class DatabaseFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** A fault with its one line. */
  public DatabaseFault(String line) {
    super(line);
  }

  /** A fault with its one line and what led to it. */
  public DatabaseFault(String line, Throwable cause) {
    super(line, cause);
  }
}
