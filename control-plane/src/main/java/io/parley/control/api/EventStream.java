package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.journal.JournalLine;
import io.parley.control.live.EventText;
import io.parley.control.live.LiveWords;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An answer of server-sent events, each on the wire when the method returns. Owned by the request's
 * thread, which waits here for a reader that is slow.
 */
final class EventStream {
  private static final String RESET =
      "{\"type\":\"stream.reset\",\"detail\":\"What came between is not kept any longer: read the"
          + " calls anew. The stream goes on with the oldest event that is kept.\"}";

  private final HttpServletResponse response;
  private final OutputStream out;

  private EventStream(HttpServletResponse response) throws IOException {
    this.response = response;
    this.out = response.getOutputStream();
  }

  /** Sends the head of the answer. */
  static EventStream begin(HttpServletResponse response) throws IOException {
    response.setContentType("text/event-stream;charset=utf-8");
    // A proxy that collects the answer first would hold the events back.
    response.setHeader("X-Accel-Buffering", "no");
    EventStream stream = new EventStream(response);
    stream.write(": events follow\n\n");
    return stream;
  }

  /** Tells the reader where to resume as long as no event has come. */
  void position(String id) throws IOException {
    write("id: " + id + "\n\n");
  }

  /** One event; what it says is one line. */
  void send(String id, JournalLine.Entry entry) throws IOException {
    write(
        "id: %s\nevent: %s\ndata: %s\n\n"
            .formatted(id, EventText.type(entry.fact()), EventText.json(entry)));
  }

  /** What is being said; it has no id, so that who comes back does so after the last event. */
  void send(LiveWords words) throws IOException {
    write("event: %s\ndata: %s\n\n".formatted(EventText.WORDS, EventText.json(words)));
  }

  /** Says that something is missing before what follows. */
  void reset() throws IOException {
    write("event: stream.reset\ndata: " + RESET + "\n\n");
  }

  /** Keeps proxies from giving the connection up, and finds out whether there is a reader. */
  void keepAlive() throws IOException {
    write(": alive\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    response.flushBuffer();
  }
}
