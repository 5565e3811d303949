package io.parley.loadtests.call;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for. A value.
 *
 * @param target request URI, {@code sip:user@host:port}
 * @param steps what to say, play and press, in order
 * @param record where to write the stereo recording
 * @param api where the server's REST API is, for what was said in words
 * @param tokenFile the file with the API's bearer token
 * @param ring how long the far end may take to answer
 * @param longest after which the caller hangs up whatever happens
 */
record CallOptions(
    String target,
    String host,
    int port,
    List<Integer> payloadTypes,
    List<String> headers,
    List<Wanted> steps,
    CallScript.Patience patience,
    @Nullable Path record,
    boolean json,
    URI api,
    Path tokenFile,
    Duration ring,
    Duration longest) {

  CallOptions {
    payloadTypes = List.copyOf(payloadTypes);
    headers = List.copyOf(headers);
    steps = List.copyOf(steps);
  }

  /** A step before its audio has been made. */
  record Wanted(Kind kind, String value, @Nullable Duration interruptAfter) {}

  /** Where a step's audio comes from. */
  enum Kind {
    SAY,
    WAV,
    KEYS
  }
}
