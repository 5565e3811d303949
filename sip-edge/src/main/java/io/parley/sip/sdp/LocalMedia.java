package io.parley.sip.sdp;

/**
 * Our end of the media.
 *
 * @param host literal address
 * @param sessionId of the o= line, the same for the whole dialog
 * @param version of the o= line, one more with every changed description
 */
public record LocalMedia(String host, int port, long sessionId, long version) {
  /** The address type of {@link #host} in SDP. */
  public String addressType() {
    return host.indexOf(':') >= 0 ? "IP6" : "IP4";
  }

  /** The description that follows this one. */
  public LocalMedia next() {
    return new LocalMedia(host, port, sessionId, version + 1);
  }
}
