package io.parley.agent.engine;

/** A speech engine cannot be used on this machine; the message names what is missing. */
public final class EngineMissingException extends Exception {
  /** {@code message}: the thing, the reason, the remedy; one line. */
  public EngineMissingException(String message) {
    super(message);
  }

  /** The same with the reason behind it. */
  public EngineMissingException(String message, Throwable cause) {
    super(message, cause);
  }
}
