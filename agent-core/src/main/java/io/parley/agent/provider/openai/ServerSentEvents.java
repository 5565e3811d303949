package io.parley.agent.provider.openai;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a byte stream into the data of server-sent events (WHATWG HTML 9.2), however the bytes are
 * cut: lines end with LF, CR or both, comments are dropped, a line is decoded when it is whole.
 * Owned by the thread that reads the stream.
 */
final class ServerSentEvents {
  private static final int LONGEST_BYTES = 1 << 20;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;
  private boolean afterReturn;
  private boolean tooLong;

  /** Takes more bytes and answers the data of the events that are now complete. */
  List<String> add(ByteBuffer bytes) {
    List<String> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      boolean isSecondOfPair = afterReturn && b == '\n';
      afterReturn = b == '\r';
      if (isSecondOfPair) {
        continue;
      }
      if (b == '\n' || b == '\r') {
        endLine(events);
      } else if (line.size() < LONGEST_BYTES) {
        line.write(b);
      } else {
        tooLong = true;
      }
    }
    return events;
  }

  /** The stream is over: what was not ended by an empty line counts as ended. */
  List<String> end() {
    List<String> events = new ArrayList<>();
    endLine(events);
    endEvent(events);
    return events;
  }

  /** Whether a line went beyond 1 MB and was cut: no model sends that. */
  boolean isBroken() {
    return tooLong;
  }

  private void endLine(List<String> events) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    if (text.isEmpty()) {
      endEvent(events);
    } else if (text.startsWith("data:")) {
      data.append(hasData ? "\n" : "");
      data.append(text, text.startsWith("data: ") ? 6 : 5, text.length());
      hasData = true;
    }
  }

  private void endEvent(List<String> events) {
    if (hasData) {
      events.add(data.toString());
    }
    data.setLength(0);
    hasData = false;
  }
}
