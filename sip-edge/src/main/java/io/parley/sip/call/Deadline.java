package io.parley.sip.call;

/** The deadlines of a leg; each kind runs at most once at a time. */
public enum Deadline {
  /** Send the un-ACKed 200 again. */
  REPEAT,
  /** The ACK is not coming. */
  ACK,
  /** The agent is not getting ready. */
  AGENT,
  /** Nobody answers our BYE. */
  BYE,
  /** Media does not say how it went. */
  MEDIA,
  /** The caller holds for too long. */
  HOLD,
  /** The call lasts too long. */
  CALL
}
