package io.parley.sip.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parsed request as a value.
 *
 * @param version of the request line, {@code SIP/2.0}
 * @param target what the Request-URI names
 * @param maxForwards -1 when the header is missing
 * @param contact URI of the first Contact, null when there is none
 * @param recordRoute Record-Route values in their order, each with its brackets and parameters
 * @param arrivedNs when the datagram was read, on the edge's monotonic clock
 */
public record SipRequest(
    String method,
    String version,
    Target target,
    Dialog dialog,
    Parties parties,
    Source source,
    int maxForwards,
    @Nullable String contact,
    List<String> recordRoute,
    Body body,
    Extras extras,
    long arrivedNs) {

  /**
   * Request-URI: {@code user} is unescaped and without its parameters; empty when there is none.
   */
  public record Target(String scheme, String user) {}

  /** What tells dialogs and transactions apart. Tags are empty when missing. */
  public record Dialog(String callId, String fromTag, String toTag, long cseq, String branch) {}

  /** The header values of From and To as they came, and the caller as people read it. */
  public record Parties(String from, String to, String caller, String displayName) {}

  /** Where the datagram came from. */
  public record Source(String host, int port, boolean loopback) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** The body; type and encoding in lower case, empty when there is no such header. */
  public record Body(String type, String encoding, String text) {}

  /**
   * Headers that only admission and the agent look at.
   *
   * @param require option tags of Require, lower case
   * @param accept media types of Accept without parameters, lower case; empty: anything
   * @param flaw what is wrong with the headers, empty when nothing is
   * @param custom {@code X-} headers, names in lower case
   */
  public record Extras(
      List<String> require,
      List<String> accept,
      String userAgent,
      String flaw,
      Map<String, String> custom) {}

  /** Whether the request belongs to a dialog. */
  public boolean inDialog() {
    return !dialog.toTag().isEmpty();
  }
}
