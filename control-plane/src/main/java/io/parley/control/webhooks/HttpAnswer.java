package io.parley.control.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to one request on a connection that is used once (RFC 9112): its status, and the first
 * of its body as text. Never reads more than is worth keeping.
 */
record HttpAnswer(int status, String excerpt) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
  private static final int MAX_LINE = 8 << 10;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_INTERIM = 5;
  private static final int MAX_BODY = 4 << 10;
  private static final int MAX_EXCERPT = 1_000;

  /** Reads it; a body that breaks off takes nothing from the status. */
  static HttpAnswer read(InputStream in) throws IOException {
    for (int interim = 0; interim < MAX_INTERIM; interim++) {
      int status = status(line(in));
      boolean chunked = skipHeaders(in);
      if (status >= 200) {
        return new HttpAnswer(status, excerpt(in, status, chunked));
      }
    }
    throw new IOException("the answer does not come to its end");
  }

  private static int status(String line) throws IOException {
    Matcher matcher = STATUS.matcher(line);
    if (!matcher.matches()) {
      throw new IOException("what answers is no HTTP/1.1 server");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Answers whether the body comes in chunks. */
  private static boolean skipHeaders(InputStream in) throws IOException {
    boolean chunked = false;
    for (int count = 0; count <= MAX_HEADERS; count++) {
      String header = line(in).toLowerCase(Locale.ROOT);
      if (header.isEmpty()) {
        return chunked;
      }
      chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
    }
    throw new IOException("the answer has more than " + MAX_HEADERS + " headers");
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.size() > MAX_LINE) {
        throw new IOException(c < 0 ? "the connection ended early" : "a header is too long");
      }
      line.write(c);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private static String excerpt(InputStream in, int status, boolean chunked) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (status != 204 && status != 304) {
      try {
        readBody(in, chunked, body);
      } catch (IOException | NumberFormatException brokenOff) {
        return text(body);
      }
    }
    return text(body);
  }

  private static void readBody(InputStream in, boolean chunked, ByteArrayOutputStream body)
      throws IOException {
    if (!chunked) {
      body.writeBytes(in.readNBytes(MAX_BODY));
      return;
    }
    int size = chunk(in);
    while (size > 0 && body.size() < MAX_BODY) {
      body.writeBytes(in.readNBytes(Math.min(size, MAX_BODY - body.size())));
      line(in);
      size = chunk(in);
    }
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
  }

  /** Bytes of whatever kind, as the database takes them. */
  private static String text(ByteArrayOutputStream body) {
    String text = body.toString(UTF_8).replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ").strip();
    return text.length() <= MAX_EXCERPT ? text : text.substring(0, MAX_EXCERPT);
  }
}
