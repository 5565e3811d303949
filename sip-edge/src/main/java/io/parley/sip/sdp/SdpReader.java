package io.parley.sip.sdp;

import io.parley.kernel.media.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads session descriptions (RFC 8866) line by line. Stateless; whatever the text holds the answer
 * is a value, within fixed bounds: 16 KiB, 512 lines, 16 media sections, 64 formats each.
 */
public final class SdpReader {
  private static final int MAX_CHARS = 16 * 1024;
  private static final int MAX_LINES = 512;
  private static final int MAX_MEDIA = 16;
  private static final int MAX_FORMATS = 64;
  private static final int MAX_TOKEN = 128;

  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");
  private static final Pattern TIMING = Pattern.compile("[0-9]{1,20} [0-9]{1,20}");
  private static final Pattern BLANKS = Pattern.compile(" +");

  private String sessionHost = "";
  private Direction sessionDirection = Direction.SEND_RECV;
  private String timing = "0 0";
  private boolean timed;
  private final List<Section> sections = new ArrayList<>();

  private SdpReader() {}

  /** Reads {@code text}. */
  public static SdpReading read(String text) {
    if (text.length() > MAX_CHARS) {
      return new SdpReading.Unreadable("session description is longer than " + MAX_CHARS);
    }
    String[] lines = LINE_END.split(text, MAX_LINES + 1);
    if (lines.length > MAX_LINES) {
      return new SdpReading.Unreadable("session description has more than " + MAX_LINES + " lines");
    }
    if (!lines[0].equals("v=0")) {
      return new SdpReading.Unreadable("session description does not begin with v=0");
    }
    return new SdpReader().readLines(lines);
  }

  private SdpReading readLines(String[] lines) {
    for (String line : lines) {
      if (line.isEmpty()) {
        continue;
      }
      if (line.length() < 2 || line.charAt(1) != '=') {
        return new SdpReading.Unreadable("a line is not of the form x=value");
      }
      String fault = readLine(line.charAt(0), line.substring(2).strip());
      if (!fault.isEmpty()) {
        return new SdpReading.Unreadable(fault);
      }
    }
    List<SdpOffer.Media> media = new ArrayList<>(sections.size());
    for (Section section : sections) {
      media.add(section.finish(sessionHost, sessionDirection));
    }
    return media.isEmpty()
        ? new SdpReading.Unreadable("session description has no media")
        : new SdpReading.Read(new SdpOffer(timing, media));
  }

  /** Takes one line in; answers what is wrong with it, or nothing. */
  private String readLine(char type, String value) {
    return switch (type) {
      case 'm' -> readMedia(value);
      case 'c' -> readConnection(value);
      case 'a' -> {
        readAttribute(value);
        yield "";
      }
      case 't' -> {
        if (!timed && TIMING.matcher(value).matches()) {
          timing = value;
        }
        timed = true;
        yield "";
      }
      default -> "";
    };
  }

  private String readMedia(String value) {
    String[] parts = BLANKS.split(value, MAX_FORMATS + 4);
    if (sections.size() >= MAX_MEDIA) {
      return "session description has more than " + MAX_MEDIA + " media sections";
    }
    if (parts.length < 4 || parts.length > MAX_FORMATS + 3) {
      return "a media line has no formats, or too many";
    }
    for (String part : parts) {
      if (part.length() > MAX_TOKEN) {
        return "a media line holds an overlong token";
      }
    }
    int slash = parts[1].indexOf('/');
    int port = number(slash < 0 ? parts[1] : parts[1].substring(0, slash), 65_535);
    if (port < 0) {
      return "a media port is no port";
    }
    List<String> formats = List.of(parts).subList(3, parts.length);
    sections.add(new Section(parts[0].toLowerCase(Locale.ROOT), port, parts[2], formats));
    return "";
  }

  private String readConnection(String value) {
    String[] parts = BLANKS.split(value, 4);
    if (parts.length != 3 || !parts[0].equals("IN") || parts[2].length() > MAX_TOKEN) {
      return "a connection line is not of the form IN IP4 address";
    }
    int slash = parts[2].indexOf('/');
    String host = slash < 0 ? parts[2] : parts[2].substring(0, slash);
    Section section = last();
    if (section == null) {
      sessionHost = host;
    } else {
      section.host = host;
    }
    return "";
  }

  private void readAttribute(String value) {
    Section section = last();
    Direction direction = direction(value);
    if (direction != null) {
      if (section == null) {
        sessionDirection = direction;
      } else {
        section.direction = direction;
      }
    } else if (section != null) {
      section.attribute(value);
    }
  }

  private @Nullable Section last() {
    return sections.isEmpty() ? null : sections.getLast();
  }

  private static @Nullable Direction direction(String attribute) {
    return switch (attribute) {
      case "sendrecv" -> Direction.SEND_RECV;
      case "sendonly" -> Direction.SEND_ONLY;
      case "recvonly" -> Direction.RECV_ONLY;
      case "inactive" -> Direction.INACTIVE;
      default -> null;
    };
  }

  /** A decimal number of at most six digits and at most {@code max}, or -1. */
  static int number(String text, int max) {
    if (text.isEmpty() || text.length() > 6 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value > max ? -1 : value;
  }

  /** A media section while it is read. */
  private static final class Section {
    private final String kind;
    private final int port;
    private final String profile;
    private final List<String> formats;
    private final List<SdpOffer.RtpMap> maps = new ArrayList<>();
    private String host = "";
    private @Nullable Direction direction;
    private int ptimeMs;
    private int maxPtimeMs;

    Section(String kind, int port, String profile, List<String> formats) {
      this.kind = kind;
      this.port = port;
      this.profile = profile;
      this.formats = formats;
    }

    void attribute(String value) {
      if (value.startsWith("rtpmap:") && maps.size() < MAX_FORMATS) {
        rtpMap(value.substring(7));
      } else if (value.startsWith("ptime:")) {
        ptimeMs = Math.max(0, number(value.substring(6).strip(), 1000));
      } else if (value.startsWith("maxptime:")) {
        maxPtimeMs = Math.max(0, number(value.substring(9).strip(), 1000));
      }
    }

    /** {@code 101 telephone-event/8000}; one without a clock rate is left out. */
    private void rtpMap(String value) {
      String[] parts = BLANKS.split(value.strip(), 3);
      if (parts.length < 2 || parts[1].length() > MAX_TOKEN) {
        return;
      }
      String[] encoding = parts[1].split("/", 3);
      int rateHz = encoding.length < 2 ? -1 : number(encoding[1], 200_000);
      if (rateHz > 0) {
        maps.add(new SdpOffer.RtpMap(parts[0], encoding[0].toUpperCase(Locale.ROOT), rateHz));
      }
    }

    SdpOffer.Media finish(String sessionHost, Direction sessionDirection) {
      return new SdpOffer.Media(
          kind,
          port,
          profile,
          formats,
          host.isEmpty() ? sessionHost : host,
          direction == null ? sessionDirection : direction,
          maps,
          ptimeMs,
          maxPtimeMs);
    }
  }
}
