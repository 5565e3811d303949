package io.parley.control.secret;

/** A secret that does not open, and why: a key is missing, or it is not what was sealed here. */
public final class SecretFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public SecretFault(String reason) {
    super(reason);
  }
}
