package io.parley.sip;

/** The edge cannot listen; the message is one line for an operator: key, value, reason, remedy. */
public final class SipStartFailed extends Exception {
  /** With the line to be printed and what lies behind it. */
  public SipStartFailed(String line, Throwable cause) {
    super(line, cause);
  }
}
