package io.parley.control.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
  private static HttpAnswer read(String wire) throws IOException {
    return HttpAnswer.read(new ByteArrayInputStream(wire.getBytes(ISO_8859_1)));
  }

  @Test
  void readsStatusAndBodyWhateverItsForm() throws Exception {
    assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
        .isEqualTo(new HttpAnswer(200, "ok"));
    assertThat(read("HTTP/1.0 503 Busy\n\nlater")).isEqualTo(new HttpAnswer(503, "later"));
    assertThat(
            read(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked"
                    + "\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
        .isEqualTo(new HttpAnswer(202, "abcde"));
    assertThat(read("HTTP/1.1 204\r\n\r\n")).isEqualTo(new HttpAnswer(204, ""));
  }

  @Test
  void aBodyThatBreaksOffTakesNothingFromTheStatus() throws Exception {
    assertThat(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"))
        .isEqualTo(new HttpAnswer(200, "ab"));
    assertThat(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n").status())
        .isEqualTo(200);
  }

  @Test
  void keepsLittleOfALargeBodyAndNothingThatCannotBeStored() throws Exception {
    assertThat(read("HTTP/1.1 500 No\r\n\r\na\u0000b" + "x".repeat(10_000)).excerpt())
        .hasSize(1_000)
        .startsWith("a b");
  }

  @Test
  void refusesWhatIsNoAnswer() {
    assertThatThrownBy(() -> read("SSH-2.0-OpenSSH\r\n")).hasMessageContaining("no HTTP");
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: 1")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 " + "2".repeat(20_000)))
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(200)))
        .hasMessageContaining("headers");
    assertThatThrownBy(() -> read("HTTP/1.1 100 Continue\r\n\r\n".repeat(9)))
        .hasMessageContaining("end");
  }
}
