package io.parley.testsupport.openai;

import io.parley.kernel.time.Pause;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the response of one request. Owned by the connection's thread. */
final class StreamWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String END_OF_LINE = "\r\n";
  private static final long FOREVER_S = 3600;

  private final Socket socket;
  private final OutputStream out;
  private final Pause pause;
  private int chunks;

  StreamWriter(Socket socket, Pause pause) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.pause = pause;
    socket.setTcpNoDelay(true);
  }

  /** An error with the body the API sends. */
  void refuse(int status, int retryAfterS, String message) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", status == 429 ? "rate_limit_error" : "invalid_request_error")
        .putNull("param")
        .putNull("code");
    byte[] bytes = JSON.writeValueAsBytes(body);
    String head =
        "HTTP/1.1 "
            + status
            + " Refused\r\nContent-Type: application/json\r\n"
            + (retryAfterS > 0 ? "retry-after: " + retryAfterS + "\r\n" : "")
            + "Content-Length: "
            + bytes.length
            + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  /** The reply as a stream; {@code false}: the connection is over. */
  boolean stream(Completion completion, JsonNode request) throws IOException, InterruptedException {
    List<String> head =
        List.of(
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream; charset=utf-8",
            "Transfer-Encoding: chunked",
            "x-ratelimit-remaining-requests: 99",
            END_OF_LINE);
    out.write(String.join(END_OF_LINE, head).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    boolean whole = send(completion, delta("role", "assistant", ""), request);
    for (String token : completion.tokens()) {
      pause.pause(completion.pace());
      whole = whole && send(completion, delta("content", token, ""), request);
    }
    String tool = completion.tool();
    if (whole && tool != null) {
      whole = tool(completion, tool, request);
    }
    if (!whole) {
      return false;
    }
    if (completion.error() != null) {
      ObjectNode error = JSON.createObjectNode();
      error.putObject("error").put("message", completion.error()).put("type", "server_error");
      event(completion, JSON.writeValueAsString(error));
    } else {
      end(completion, request);
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return true;
  }

  private boolean tool(Completion completion, String name, JsonNode request)
      throws IOException, InterruptedException {
    ObjectNode first = delta("content", null, "");
    ObjectNode call = toolCall(first);
    call.put("id", "call_1").put("type", "function");
    call.putObject("function").put("name", name).put("arguments", "");
    ObjectNode second = delta("content", null, "");
    toolCall(second).putObject("function").put("arguments", "{}");
    return send(completion, first, request) && send(completion, second, request);
  }

  private static ObjectNode toolCall(ObjectNode chunk) {
    ObjectNode delta = (ObjectNode) chunk.path("choices").path(0).path("delta");
    return delta.putArray("tool_calls").addObject().put("index", 0);
  }

  private void end(Completion completion, JsonNode request) throws IOException {
    event(
        completion,
        named(delta(null, null, completion.tool() == null ? "stop" : "tool_calls"), request));
    if (request.path("stream_options").path("include_usage").asBoolean(false)) {
      ObjectNode usage = JSON.createObjectNode();
      usage.putArray("choices");
      int words = completion.tokens().size();
      usage.putObject("usage").put("prompt_tokens", 9).put("completion_tokens", words);
      event(completion, named(usage, request));
    }
    if (completion.sendsDone()) {
      event(completion, "[DONE]");
    }
  }

  /** Sends one chunk; {@code false} when the connection was reset after it. */
  private boolean send(Completion completion, ObjectNode chunk, JsonNode request)
      throws IOException, InterruptedException {
    if (completion.comments()) {
      write(completion, ": PROCESSING" + completion.lineEnd() + completion.lineEnd());
    }
    event(completion, named(chunk, request));
    chunks++;
    if (chunks - 1 == completion.stallAfterChunks()) {
      int b = 0;
      socket.setSoTimeout((int) Duration.ofSeconds(FOREVER_S).toMillis());
      while (b >= 0) {
        b = socket.getInputStream().read();
      }
      throw new IOException("the client closed the stalled stream");
    }
    if (chunks - 1 == completion.cutAfterChunks()) {
      socket.setSoLinger(true, 0);
      socket.close();
      return false;
    }
    return true;
  }

  private static ObjectNode delta(@Nullable String field, @Nullable String text, String finish) {
    ObjectNode chunk = JSON.createObjectNode();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    ObjectNode delta = choice.putObject("delta");
    if (field != null) {
      delta.put(field, text);
    }
    if (finish.isEmpty()) {
      choice.putNull("finish_reason");
    } else {
      choice.put("finish_reason", finish);
    }
    return chunk;
  }

  private static String named(ObjectNode chunk, JsonNode request) {
    chunk.put("id", "chatcmpl-1").put("object", "chat.completion.chunk").put("created", 1700000000);
    return JSON.writeValueAsString(chunk.put("model", request.path("model").asString()));
  }

  private void event(Completion completion, String data) throws IOException {
    write(completion, "data: " + data + completion.lineEnd() + completion.lineEnd());
  }

  private void write(Completion completion, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int size = completion.writeBytes() > 0 ? completion.writeBytes() : bytes.length;
    for (int at = 0; at < bytes.length; at += size) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
      out.write((Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(part);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }
}
