package io.parley.sip.call;

/** Where a leg stands. */
public enum CallState {
  /** Its INVITE is being looked at. */
  NEW,
  /** The agent gets ready. */
  RINGING,
  /** 200 has been sent. */
  UP,
  /** Over for everybody; BYE or media are still being settled. */
  LEAVING,
  /** Nothing is left. */
  GONE
}
