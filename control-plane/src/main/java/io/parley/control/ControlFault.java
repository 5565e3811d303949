package io.parley.control;

/** The control plane cannot start; the message is one line for the operator. */
public final class ControlFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** A fault with its one line and what led to it. */
  public ControlFault(String line, Throwable cause) {
    super(line, cause);
  }
}
