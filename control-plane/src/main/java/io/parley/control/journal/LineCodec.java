package io.parley.control.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lines to bytes and back: eight hexadecimal digits of the CRC32C of the JSON that follows them, a
 * space, one JSON object, a newline. Immutable, safe from any thread.
 */
final class LineCodec {
  private static final int PREFIX_BYTES = 9;
  private static final String HEAD = "~head";

  private LineCodec() {}

  static byte[] encode(JournalLine line) {
    byte[] json = FactCodec.json().writeValueAsBytes(tree(line));
    byte[] bytes = new byte[PREFIX_BYTES + json.length + 1];
    byte[] sum = HexFormat.of().toHexDigits((int) crc(json, 0, json.length)).getBytes(US_ASCII);
    System.arraycopy(sum, 0, bytes, 0, sum.length);
    bytes[PREFIX_BYTES - 1] = ' ';
    System.arraycopy(json, 0, bytes, PREFIX_BYTES, json.length);
    bytes[bytes.length - 1] = '\n';
    return bytes;
  }

  /** Reads a line without its newline; null when it is torn, damaged or not understood. */
  static @Nullable JournalLine decode(byte[] bytes, int from, int length) {
    if (length <= PREFIX_BYTES || bytes[from + PREFIX_BYTES - 1] != ' ') {
      return null;
    }
    int jsonFrom = from + PREFIX_BYTES;
    int jsonLength = length - PREFIX_BYTES;
    try {
      String sum = new String(bytes, from, PREFIX_BYTES - 1, US_ASCII);
      if (HexFormat.fromHexDigitsToLong(sum) != crc(bytes, jsonFrom, jsonLength)) {
        return null;
      }
      return line(FactCodec.json().readTree(bytes, jsonFrom, jsonLength));
    } catch (IllegalArgumentException | JacksonException _) {
      return null;
    }
  }

  private static long crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return crc.getValue();
  }

  private static ObjectNode tree(JournalLine line) {
    ObjectNode out = FactCodec.json().createObjectNode();
    switch (line) {
      case JournalLine.Entry entry -> {
        out.put("node", entry.node());
        out.put("tenant", entry.tenant().value());
        out.put("call", entry.call().toString());
        out.put("seq", entry.seq());
        out.put("at", entry.wallMs());
        out.put("kind", FactCodec.kind(entry.fact()));
        out.set("body", FactCodec.body(entry.fact()));
      }
      case JournalLine.Head head -> {
        out.put("node", head.node());
        out.put("kind", HEAD);
        out.put("segment", head.segment());
        ArrayNode open = out.putArray("open");
        for (JournalLine.OpenCall call : head.open()) {
          ObjectNode each = open.addObject();
          each.put("tenant", call.tenant().value());
          each.put("call", call.call().toString());
          each.put("seq", call.lastSeq());
          each.put("first", call.firstWallMs());
          each.put("last", call.lastWallMs());
        }
      }
    }
    return out;
  }

  private static @Nullable JournalLine line(JsonNode in) {
    String node = in.path("node").asString("");
    String kind = in.path("kind").asString("");
    if (kind.equals(HEAD)) {
      List<JournalLine.OpenCall> open = new ArrayList<>();
      for (JsonNode each : in.path("open")) {
        open.add(
            new JournalLine.OpenCall(
                new TenantId(each.path("tenant").asString("")),
                CallId.parse(each.path("call").asString("")),
                each.path("seq").asLong(0),
                each.path("first").asLong(0),
                each.path("last").asLong(0)));
      }
      return new JournalLine.Head(node, in.path("segment").asLong(0), List.copyOf(open));
    }
    CallFact fact = FactCodec.fact(kind, in.path("body"));
    if (fact == null) {
      return null;
    }
    return new JournalLine.Entry(
        node,
        new TenantId(in.path("tenant").asString("")),
        CallId.parse(in.path("call").asString("")),
        in.path("seq").asLong(0),
        in.path("at").asLong(0),
        fact);
  }
}
