package io.parley.control.ship;

/** The store did not take something. */
public final class StoreFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Whether trying again helps. */
  public enum Kind {
    /** The store is away or ill: the same again later. */
    AWAY,
    /** What was given will never be taken: a value the store cannot hold. */
    UNACCEPTABLE
  }

  /** A fault with one line for the operator. */
  public StoreFault(Kind kind, String line, Throwable cause) {
    super(line, cause);
    this.kind = kind;
  }

  /** Whether trying again helps. */
  public Kind kind() {
    return kind;
  }
}
