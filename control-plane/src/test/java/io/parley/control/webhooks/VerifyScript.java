package io.parley.control.webhooks;

import io.parley.control.webhooks.Receiver.Got;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The documented shell script that verifies a delivery with openssl. */
final class VerifyScript {
  private static final Path SCRIPT = Path.of("../docs/examples/verify-webhook.sh");

  private VerifyScript() {}

  /** Its exit code; {@code tolerance} in seconds. */
  static int verify(String secret, Got got, Path body, String tolerance)
      throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder(
            SCRIPT.toString(), secret, got.id(), got.timestamp(), got.signature(), body.toString());
    script.environment().put("TOLERANCE", tolerance);
    Process run = script.redirectErrorStream(true).start();
    if (!run.waitFor(20, TimeUnit.SECONDS)) {
      throw new IOException("the script does not end");
    }
    return run.exitValue();
  }
}
