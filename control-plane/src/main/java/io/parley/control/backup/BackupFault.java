package io.parley.control.backup;

/** A backup or a restore that cannot be; the message names the reason and the remedy. */
public final class BackupFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** A fault with its one line. */
  public BackupFault(String line) {
    super(line);
  }

  /** A fault with its one line and what led to it. */
  public BackupFault(String line, Throwable cause) {
    super(line, cause);
  }
}
