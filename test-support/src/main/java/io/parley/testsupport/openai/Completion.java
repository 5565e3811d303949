package io.parley.testsupport.openai;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FakeOpenAi} answers to one request, and how.
 *
 * @param tokens of the reply, sent one a chunk
 * @param firstAfter from the request to the head of the response
 * @param pace between two chunks
 * @param tool name of a function the model calls after its tokens, its arguments in two pieces
 * @param status other than 200: an error body with {@code error} as the message
 * @param retryAfterS sent with an error, 0: not sent
 * @param cutAfterChunks the connection is reset after so many chunks; -1: never
 * @param stallAfterChunks nothing more comes after so many chunks; -1: never
 * @param error message sent in mid-stream after the tokens, when the status is 200; null: none
 * @param writeBytes bytes of each write, so that characters and events are cut anywhere; 0: whole
 * @param lineEnd of the events
 * @param sendsDone whether the stream ends with {@code [DONE]}
 * @param comments keep-alive comments between the chunks
 */
public record Completion(
    List<String> tokens,
    Duration firstAfter,
    Duration pace,
    @Nullable String tool,
    int status,
    int retryAfterS,
    int cutAfterChunks,
    int stallAfterChunks,
    @Nullable String error,
    int writeBytes,
    String lineEnd,
    boolean sendsDone,
    boolean comments) {
  /** Copies the tokens. */
  public Completion {
    tokens = List.copyOf(tokens);
  }

  /** A well-behaved reply: {@code text} in words. */
  public static Completion of(String text) {
    return tokens(List.of(text.split("(?<= )", -1)));
  }

  /** A well-behaved reply in these pieces. */
  public static Completion tokens(List<String> tokens) {
    return new Completion(
        tokens, Duration.ZERO, Duration.ZERO, null, 200, 0, -1, -1, null, 0, "\n", true, false);
  }

  /** An error instead of a reply. */
  public static Completion error(int status, String message) {
    return new Completion(
        List.of(),
        Duration.ZERO,
        Duration.ZERO,
        null,
        status,
        0,
        -1,
        -1,
        message,
        0,
        "\n",
        true,
        false);
  }

  /** The same in time. */
  public Completion timed(Duration newFirstAfter, Duration newPace) {
    return new Completion(
        tokens,
        newFirstAfter,
        newPace,
        tool,
        status,
        retryAfterS,
        cutAfterChunks,
        stallAfterChunks,
        error,
        writeBytes,
        lineEnd,
        sendsDone,
        comments);
  }

  /** The same, and the model calls a function. */
  public Completion calling(String newTool) {
    return new Completion(
        tokens,
        firstAfter,
        pace,
        newTool,
        status,
        retryAfterS,
        cutAfterChunks,
        stallAfterChunks,
        error,
        writeBytes,
        lineEnd,
        sendsDone,
        comments);
  }

  /** The same error with a {@code retry-after} header. */
  public Completion retryAfter(int seconds) {
    return new Completion(
        tokens,
        firstAfter,
        pace,
        tool,
        status,
        seconds,
        cutAfterChunks,
        stallAfterChunks,
        error,
        writeBytes,
        lineEnd,
        sendsDone,
        comments);
  }

  /** The same, reset after {@code chunks}. */
  public Completion cutAfter(int chunks) {
    return new Completion(
        tokens,
        firstAfter,
        pace,
        tool,
        status,
        retryAfterS,
        chunks,
        stallAfterChunks,
        error,
        writeBytes,
        lineEnd,
        sendsDone,
        comments);
  }

  /** The same, silent for ever after {@code chunks}. */
  public Completion stallAfter(int chunks) {
    return new Completion(
        tokens,
        firstAfter,
        pace,
        tool,
        status,
        retryAfterS,
        cutAfterChunks,
        chunks,
        error,
        writeBytes,
        lineEnd,
        sendsDone,
        comments);
  }

  /** The same, failing in mid-stream after its tokens. */
  public Completion failing(String message) {
    return new Completion(
        tokens,
        firstAfter,
        pace,
        tool,
        status,
        retryAfterS,
        cutAfterChunks,
        stallAfterChunks,
        message,
        writeBytes,
        lineEnd,
        sendsDone,
        comments);
  }

  /** The same in an odd but legal form: tiny writes, CRLF, comments, no {@code [DONE]}. */
  public Completion odd(int newWriteBytes, String newLineEnd, boolean newSendsDone) {
    return new Completion(
        tokens,
        firstAfter,
        pace,
        tool,
        status,
        retryAfterS,
        cutAfterChunks,
        stallAfterChunks,
        error,
        newWriteBytes,
        newLineEnd,
        newSendsDone,
        true);
  }
}
