package io.parley.loadtests.sip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session description (RFC 8866) says about its first audio stream. A value.
 *
 * @param payloadTypes the formats of the m= line, in its order
 * @param eventPayloadType telephone-event's payload type at 8 kHz; −1 when not offered
 * @param direction one of sendrecv, sendonly, recvonly, inactive
 */
public record Sdp(
    String host, int port, List<Integer> payloadTypes, int eventPayloadType, String direction) {
  private static final List<String> DIRECTIONS =
      List.of("sendrecv", "sendonly", "recvonly", "inactive");

  public Sdp {
    payloadTypes = List.copyOf(payloadTypes);
  }

  /** The first audio stream described in {@code body}, or null when there is none to send to. */
  public static @Nullable Sdp parse(String body) {
    List<String> lines = audioLines(body);
    String host = "";
    String direction = "sendrecv";
    int events = -1;
    int port = -1;
    List<Integer> types = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.substring(2).split(" ", -1);
      if (line.startsWith("m=") && words.length > 3) {
        port = number(words[1].split("/", 2)[0]);
        types.addAll(formats(words));
      } else if (line.startsWith("c=") && words.length > 2) {
        host = words[2].split("/", 2)[0];
      } else if (line.startsWith("a=rtpmap:") && line.contains("telephone-event/8000")) {
        events = number(words[0].substring("rtpmap:".length()));
      } else if (line.startsWith("a=") && DIRECTIONS.contains(words[0])) {
        direction = words[0];
      }
    }
    return port < 0 || host.isEmpty() ? null : new Sdp(host, port, types, events, direction);
  }

  /** The session's lines and those of its first audio stream. */
  private static List<String> audioLines(String body) {
    List<String> kept = new ArrayList<>();
    boolean inside = true;
    boolean found = false;
    for (String raw : body.split("\r?\n", -1)) {
      String line = raw.strip();
      if (line.startsWith("m=")) {
        inside = line.startsWith("m=audio ") && !found;
        found |= inside;
      }
      if (inside && line.length() > 2) {
        kept.add(line);
      }
    }
    return kept;
  }

  private static List<Integer> formats(String[] words) {
    List<Integer> types = new ArrayList<>();
    for (int at = 3; at < words.length; at++) {
      int type = number(words[at]);
      if (type >= 0) {
        types.add(type);
      }
    }
    return types;
  }

  private static int number(String digits) {
    String clean = digits.strip();
    return clean.matches("\\d{1,6}") ? Integer.parseInt(clean) : -1;
  }

  /** The first of PCMU (0) and PCMA (8) in the list; −1 when neither is there. */
  public int firstG711() {
    return payloadTypes.stream().filter(type -> type == 0 || type == 8).findFirst().orElse(-1);
  }

  /** An offer or answer of G.711 at 20 ms with telephone events as payload type 101. */
  public static String g711(String host, int port, List<Integer> types, String direction) {
    StringBuilder out = new StringBuilder("v=0\r\no=parley-call 1 1 IN IP4 ").append(host);
    out.append("\r\ns=call\r\nc=IN IP4 ").append(host).append("\r\nt=0 0\r\nm=audio ").append(port);
    out.append(" RTP/AVP");
    types.forEach(type -> out.append(' ').append(type));
    out.append(" 101\r\n");
    for (int type : types) {
      out.append("a=rtpmap:").append(type).append(type == 0 ? " PCMU/8000\r\n" : " PCMA/8000\r\n");
    }
    out.append("a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=");
    return out.append(direction).append("\r\n").toString();
  }
}
