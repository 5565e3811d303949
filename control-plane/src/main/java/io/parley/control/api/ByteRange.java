package io.parley.control.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which octets of a file a request wants (RFC 9110 14). One range is served; of several, or of what
 * is no range, the whole file, as the RFC allows. Pure.
 *
 * @param status 200: the whole file, 206: a part of it, 416: it has no such part
 */
record ByteRange(int status, long from, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * What {@code range} wants of {@code size} octets with the tag {@code etag}.
   *
   * @param ifRange the tag for which the range is meant; null for any
   */
  static ByteRange of(@Nullable String range, @Nullable String ifRange, String etag, long size) {
    ByteRange whole = new ByteRange(200, 0, size);
    Matcher one = ONE.matcher(range == null ? "" : range.strip());
    if (!one.matches() || (ifRange != null && !ifRange.strip().equals(etag))) {
      return whole;
    }
    if (one.group(1).isEmpty()) {
      return one.group(2).isEmpty() ? whole : last(Long.parseLong(one.group(2)), size);
    }
    long from = Long.parseLong(one.group(1));
    long to = one.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(one.group(2));
    if (to < from) {
      return whole;
    }
    return part(from, Math.min(to, size - 1), size);
  }

  private static ByteRange last(long octets, long size) {
    return part(octets == 0 ? size : Math.max(0, size - octets), size - 1, size);
  }

  private static ByteRange part(long from, long to, long size) {
    return from >= size ? new ByteRange(416, 0, 0) : new ByteRange(206, from, to - from + 1);
  }

  /** The value of Content-Range; for a part, or for none. */
  String contentRange(long size) {
    return status == 416
        ? "bytes */" + size
        : "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }
}
