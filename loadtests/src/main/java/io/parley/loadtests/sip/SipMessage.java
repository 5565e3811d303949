package io.parley.loadtests.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One SIP request or response (RFC 3261 section 7), as lines. A value: share it freely.
 *
 * <p>Header names are kept in their long form; values are not interpreted beyond what a caller
 * needs.
 */
public final class SipMessage {
  private static final Map<String, String> LONG_NAMES =
      Map.of(
          "v",
          "Via",
          "f",
          "From",
          "t",
          "To",
          "i",
          "Call-ID",
          "m",
          "Contact",
          "l",
          "Content-Length",
          "c",
          "Content-Type",
          "k",
          "Supported");

  /** One header line. */
  public record Header(String name, String value) {}

  private final String startLine;
  private final List<Header> headers;
  private final String body;

  private SipMessage(String startLine, List<Header> headers, String body) {
    this.startLine = startLine;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  /** The message in a datagram, or null when it is not SIP (keep-alives, noise). */
  public static @Nullable SipMessage parse(byte[] datagram, int lengthBytes) {
    String text = new String(datagram, 0, lengthBytes, StandardCharsets.UTF_8);
    int split = text.indexOf("\r\n\r\n");
    if (split < 0) {
      return null;
    }
    List<String> lines = unfolded(text.substring(0, split));
    String start = lines.getFirst();
    if (!start.startsWith("SIP/2.0 ") && !start.endsWith(" SIP/2.0")) {
      return null;
    }
    List<Header> headers = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        return null;
      }
      String name = line.substring(0, colon).strip();
      String full = LONG_NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
      headers.add(new Header(full, line.substring(colon + 1).strip()));
    }
    return new SipMessage(start, headers, text.substring(split + 4));
  }

  private static List<String> unfolded(String head) {
    List<String> lines = new ArrayList<>();
    for (String line : head.split("\r\n", -1)) {
      boolean continues = !lines.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
      if (continues) {
        lines.add(lines.removeLast() + " " + line.strip());
      } else {
        lines.add(line);
      }
    }
    return lines;
  }

  public static Builder request(String method, String uri) {
    return new Builder(method + " " + uri + " SIP/2.0");
  }

  /** A response with the headers that RFC 3261 section 8.2.6 copies from the request. */
  public static Builder response(SipMessage request, int status, String reason, String toTag) {
    Builder builder = new Builder("SIP/2.0 " + status + " " + reason);
    request.all("Via").forEach(via -> builder.header("Via", via));
    request.all("Record-Route").forEach(route -> builder.header("Record-Route", route));
    builder.header("From", request.headerOr("From", ""));
    String to = request.headerOr("To", "");
    builder.header("To", to.contains(";tag=") ? to : to + ";tag=" + toTag);
    builder.header("Call-ID", request.headerOr("Call-ID", ""));
    return builder.header("CSeq", request.headerOr("CSeq", ""));
  }

  public boolean isRequest() {
    return !startLine.startsWith("SIP/2.0 ");
  }

  /** The method of a request; of a response, the method it answers. */
  public String method() {
    if (isRequest()) {
      return startLine.substring(0, startLine.indexOf(' '));
    }
    String cseq = headerOr("CSeq", "0 UNKNOWN");
    return cseq.substring(cseq.indexOf(' ') + 1).strip();
  }

  /** The number in CSeq; −1 when it is missing or malformed. */
  public long cseq() {
    String digits = headerOr("CSeq", "").split(" ", 2)[0];
    boolean numeric = digits.matches("\\d{1,10}");
    return numeric ? Long.parseLong(digits) : -1;
  }

  /** The status of a response; 0 for a request or a malformed line. */
  public int status() {
    boolean numeric = !isRequest() && startLine.matches("SIP/2\\.0 [1-6]\\d\\d.*");
    return numeric ? Integer.parseInt(startLine.substring(8, 11)) : 0;
  }

  public String reason() {
    return startLine.length() > 12 ? startLine.substring(12).strip() : "";
  }

  public String callId() {
    return headerOr("Call-ID", "");
  }

  public String body() {
    return body;
  }

  public String startLine() {
    return startLine;
  }

  public @Nullable String header(String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return header.value();
      }
    }
    return null;
  }

  public String headerOr(String name, String otherwise) {
    String value = header(name);
    return value == null ? otherwise : value;
  }

  /** Every value of a header, comma-separated lists taken apart. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        values.addAll(splitList(header.value()));
      }
    }
    return values;
  }

  private static List<String> splitList(String value) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int angle = 0;
    int from = 0;
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      quoted ^= c == '"';
      angle += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && !quoted && angle == 0) {
        parts.add(value.substring(from, at).strip());
        from = at + 1;
      }
    }
    parts.add(value.substring(from).strip());
    return parts;
  }

  /** The URI between angle brackets, or the whole value without parameters. */
  public static String uriOf(String nameAddress) {
    int open = nameAddress.indexOf('<');
    int close = nameAddress.indexOf('>', open + 1);
    return open >= 0 && close > open
        ? nameAddress.substring(open + 1, close)
        : nameAddress.split(";", 2)[0].strip();
  }

  /** The tag parameter of a From or To value; empty when absent. */
  public static String tagOf(String nameAddress) {
    int at = nameAddress.indexOf(";tag=");
    return at < 0 ? "" : nameAddress.substring(at + 5).split("[;\\s]", 2)[0];
  }

  public byte[] bytes() {
    StringBuilder out = new StringBuilder(startLine).append("\r\n");
    headers.forEach(h -> out.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    byte[] payload = body.getBytes(StandardCharsets.UTF_8);
    out.append("Content-Length: ").append(payload.length).append("\r\n\r\n").append(body);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Collects a message; for one thread. Content-Length is written by {@link SipMessage#bytes}. */
  public static final class Builder {
    private final String startLine;
    private final List<Header> headers = new ArrayList<>();
    private String body = "";

    private Builder(String startLine) {
      this.startLine = startLine;
    }

    public Builder header(String name, String value) {
      headers.add(new Header(name, value));
      return this;
    }

    public Builder sdp(String sdp) {
      body = sdp;
      return header("Content-Type", "application/sdp");
    }

    public SipMessage build() {
      return new SipMessage(startLine, headers, body);
    }
  }
}
