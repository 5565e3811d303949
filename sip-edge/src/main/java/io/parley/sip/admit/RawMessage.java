package io.parley.sip.admit;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A datagram before it is parsed: finds what a parser is lenient about or would pass on to others,
 * and can answer when the parser fails. Confined to one thread.
 */
public final class RawMessage {
  private static final int MAX_HEADERS = 128;
  private static final int MAX_LINE = 8192;
  private static final int MAX_CUSTOM = 16;
  private static final int MAX_CUSTOM_NAME = 64;
  private static final Map<String, String> COMPACT =
      Map.of(
          "f",
          "from",
          "t",
          "to",
          "i",
          "call-id",
          "v",
          "via",
          "l",
          "content-length",
          "c",
          "content-type",
          "m",
          "contact",
          "e",
          "content-encoding");
  private static final Set<String> SINGLE =
      Set.of("from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type");
  private static final List<String> COPIED = List.of("from", "to", "call-id", "cseq");

  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  private final String startLine;
  private final Map<String, String> first = new HashMap<>();
  private final StringBuilder lowerVias = new StringBuilder();
  private String topVia = "";
  private String flaw = "";
  private String body = "";

  private RawMessage(String startLine) {
    this.startLine = startLine;
  }

  /** Reads the head of {@code datagram}; null when there is nothing of a message in it. */
  public static @Nullable RawMessage read(byte[] datagram) {
    String text = new String(datagram, StandardCharsets.ISO_8859_1);
    int lineEnd = text.indexOf("\r\n");
    if (lineEnd <= 0) {
      return null;
    }
    RawMessage message = new RawMessage(text.substring(0, lineEnd));
    int bodyAt = message.readHeaders(text, lineEnd + 2);
    message.checkStartLine();
    message.readBody(text.substring(Math.min(bodyAt, text.length())));
    return message;
  }

  /** Reads headers from {@code at}; answers where the body begins. */
  private int readHeaders(String text, int at) {
    int count = 0;
    int start = at;
    while (start < text.length()) {
      int end = text.indexOf("\r\n", start);
      if (end < 0) {
        flaw = "the head does not end";
        return text.length();
      }
      if (end == start) {
        return end + 2;
      }
      while (end + 2 < text.length() && isBlank(text.charAt(end + 2))) {
        int next = text.indexOf("\r\n", end + 2);
        end = next < 0 ? text.length() : next;
      }
      count++;
      if (count > MAX_HEADERS || end - start > MAX_LINE) {
        flaw = "too many or too long headers";
        return text.length();
      }
      readHeader(text.substring(start, end));
      start = end + 2;
    }
    flaw = "the head does not end";
    return text.length();
  }

  private void readHeader(String line) {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      flaw = "a header line has no name";
      return;
    }
    String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    name = COMPACT.getOrDefault(name, name);
    String value = line.substring(colon + 1).replace("\r\n", "").strip();
    if (name.equals("via")) {
      if (topVia.isEmpty()) {
        topVia = value;
      } else {
        lowerVias.append("Via: ").append(value).append("\r\n");
      }
    } else if (first.putIfAbsent(name, value) != null && SINGLE.contains(name)) {
      flaw = "header " + name + " comes twice";
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private void checkStartLine() {
    if (isResponse()) {
      return;
    }
    String[] parts = startLine.split(" ", -1);
    if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
      flaw = "the request line is not METHOD URI VERSION";
    }
  }

  /** Over UDP a body without Content-Length ends with the datagram (RFC 3261 18.3). */
  private void readBody(String rest) {
    String announced = first.get("content-length");
    if (announced == null) {
      body = rest;
    } else if (!LENGTH.matcher(announced).matches()
        || Integer.parseInt(announced) > rest.length()) {
      flaw = "Content-Length is no length of this message";
    } else {
      body = rest.substring(0, Integer.parseInt(announced));
    }
  }

  /** Whether it answers a request of ours. */
  public boolean isResponse() {
    return startLine.startsWith("SIP/");
  }

  /** Whether nothing may be answered: an ACK, or without the headers an answer needs. */
  public boolean isUnanswerable() {
    return isResponse()
        || startLine.startsWith("ACK ")
        || topVia.isEmpty()
        || !first.keySet().containsAll(COPIED);
  }

  /** The last word of the request line. */
  public String version() {
    return startLine.substring(startLine.lastIndexOf(' ') + 1);
  }

  /** What is wrong, empty when nothing is. */
  public String flaw() {
    return flaw;
  }

  /** The body, each octet a character. */
  public String body() {
    return body;
  }

  /** The first value of a header, by its long name in lower case; empty when there is none. */
  public String header(String name) {
    return first.getOrDefault(name, "");
  }

  /** Headers that begin with {@code X-}: at most 16, each shortened to 256 characters. */
  public Map<String, String> custom() {
    Map<String, String> out = new HashMap<>();
    for (Map.Entry<String, String> entry : first.entrySet()) {
      if (entry.getKey().startsWith("x-") && out.size() < MAX_CUSTOM) {
        out.put(printable(entry.getKey(), MAX_CUSTOM_NAME), printable(entry.getValue(), 256));
      }
    }
    return Map.copyOf(out);
  }

  /** UTF-8 of {@code octets} without control characters, at most {@code most} characters. */
  public static String printable(String octets, int most) {
    String text =
        CONTROLS
            .matcher(
                new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
            .replaceAll(" ");
    return text.length() > most ? text.substring(0, most) : text;
  }

  /**
   * Whether an answer would leave for somewhere else than where the request came from: another
   * transport, or {@code maddr}.
   */
  public boolean isDeflecting() {
    String via = topVia.toUpperCase(Locale.ROOT);
    boolean udp =
        via.startsWith("SIP/2.0/UDP")
            || BLANKS.matcher(via).replaceAll("").startsWith("SIP/2.0/UDP");
    return !udp || via.contains(";MADDR");
  }

  /** A response of a bare status to this request, as from {@code peer}. */
  public byte[] reply(String statusLine, InetSocketAddress peer, String toTag) {
    StringBuilder out = new StringBuilder(512);
    String received = ";received=" + peer.getAddress().getHostAddress();
    String via = topVia.replaceFirst("(?i);\\s*rport(?=\\s*(;|,|$))", ";rport=" + peer.getPort());
    int comma = via.indexOf(',');
    String top = comma < 0 ? via : via.substring(0, comma);
    String rest = comma < 0 ? "" : via.substring(comma);
    out.append("SIP/2.0 ").append(statusLine).append("\r\nVia: ").append(top).append(received);
    out.append(rest).append("\r\n").append(lowerVias);
    out.append("From: ").append(first.get("from"));
    String to = first.getOrDefault("to", "");
    out.append("\r\nTo: ").append(to).append(to.contains("tag=") ? "" : ";tag=" + toTag);
    out.append("\r\nCall-ID: ").append(first.get("call-id"));
    out.append("\r\nCSeq: ").append(first.get("cseq")).append("\r\nContent-Length: 0\r\n\r\n");
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The port an answer goes to: the source's when asked for (RFC 3581), else that of Via. */
  public int replyPort(InetSocketAddress peer) {
    if (topVia.toLowerCase(Locale.ROOT).contains(";rport")) {
      return peer.getPort();
    }
    int end = topVia.length();
    for (int i = 0; i < topVia.length(); i++) {
      char c = topVia.charAt(i);
      if (c == ';' || c == ',') {
        end = i;
        break;
      }
    }
    String sentBy = topVia.substring(0, end).strip();
    int colon = sentBy.lastIndexOf(':');
    boolean hasPort = colon >= 0 && sentBy.substring(colon + 1).strip().matches("[0-9]{1,5}");
    int port = hasPort ? Integer.parseInt(sentBy.substring(colon + 1).strip()) : 5060;
    return port > 0 && port <= 65_535 ? port : peer.getPort();
  }
}
