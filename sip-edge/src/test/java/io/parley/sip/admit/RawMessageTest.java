package io.parley.sip.admit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMessageTest {
  private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 40_000);
  private static final String HEADERS =
      lines(
          "Via: SIP/2.0/UDP phone:5070;branch=z9hG4bK1;rport",
          "From: <sip:a@b>;tag=1",
          "To: <sip:c@d>",
          "Call-ID: x@y",
          "CSeq: 1 OPTIONS");

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  private static @Nullable RawMessage tryRead(String text) {
    return RawMessage.read(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static RawMessage read(String text) {
    return Objects.requireNonNull(tryRead(text));
  }

  private static RawMessage options(String more) {
    return read("OPTIONS sip:d SIP/2.0\r\n" + HEADERS + more + "\r\n");
  }

  @Test
  void findsNothingWrongWithAGoodRequest() {
    RawMessage message = options("Content-Length: 0\r\n");
    assertThat(message.flaw()).isEmpty();
    assertThat(message.isUnanswerable()).isFalse();
    assertThat(message.isDeflecting()).isFalse();
    assertThat(message.version()).isEqualTo("SIP/2.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1\r\n",
        "Content-Length: 9999\r\n",
        "Content-Length: 2147483648\r\n",
        "Content-Length: x\r\n",
        "Content-Length: 0\r\nContent-Length: 0\r\n",
        "l: 0\r\nContent-Length: 0\r\n",
        "To: <sip:e@f>\r\n",
        "f: <sip:e@f>\r\n",
        "CSeq: 2 OPTIONS\r\n",
        "no colon\r\n"
      })
  void findsFlawsTheParserPassesOver(String more) {
    assertThat(options(more).flaw()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPTIONS  sip:d SIP/2.0",
        "OPTIONS sip:d  SIP/2.0",
        "OPTIONS sip:d SIP/2.0 ",
        "OPTIONS sip:d; lr SIP/2.0",
        "OPTIONS",
        "OPTIONS sip:d"
      })
  void wantsThreeWordsInTheRequestLine(String line) {
    assertThat(read(line + "\r\n" + HEADERS + "\r\n").flaw()).isNotEmpty();
  }

  @Test
  void wantsAnEndOfTheHead() {
    assertThat(read("OPTIONS sip:d SIP/2.0\r\n" + HEADERS).flaw()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "\r\n\r\n", "\0\0\0\0", "hello"})
  void seesThatThereIsNoMessage(String text) {
    assertThat(tryRead(text)).isNull();
  }

  @Test
  void takesTheRestAsBodyWhenNoLengthIsGiven() {
    assertThat(read("INVITE sip:d SIP/2.0\r\n" + HEADERS + "\r\nv=0\r\n").body())
        .isEqualTo("v=0\r\n");
  }

  @Test
  void cutsTheBodyAtItsLength() {
    assertThat(read("INVITE sip:d SIP/2.0\r\n" + HEADERS + "l: 3\r\n\r\nv=0 and more").body())
        .isEqualTo("v=0");
  }

  @Test
  void readsFoldedHeaders() {
    assertThat(options("X-Long: a\r\n b\r\n\tc\r\n").flaw()).isEmpty();
  }

  @Test
  void givesCustomHeadersBoundedAndInLowerCase() {
    RawMessage message =
        options("X-Parley-Sim: stt=0\r\nx-BELL: a\u0007b\r\nX-Big: " + "y".repeat(900) + "\r\n");
    assertThat(message.custom())
        .containsEntry("x-parley-sim", "stt=0")
        .containsEntry("x-bell", "a b")
        .hasSize(3);
    assertThat(message.custom().get("x-big")).hasSize(256);
    assertThat(options("X-N%d: 1\r\n".repeat(40).formatted(numbers(40))).custom()).hasSize(16);
  }

  private static Object[] numbers(int count) {
    Object[] out = new Object[count];
    for (int i = 0; i < count; i++) {
      out[i] = i;
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Via: SIP/2.0/TCP phone;branch=1\r\n",
        "Via: SIP/2.0/UDP phone;maddr=10.0.0.1;branch=1\r\n",
        "v: SIP/2.0/UDP phone;Maddr=x\r\n"
      })
  void seesAnswersThatWouldGoElsewhere(String via) {
    assertThat(read("OPTIONS sip:d SIP/2.0\r\n" + via + "\r\n").isDeflecting()).isTrue();
  }

  @Test
  void allowsBlanksInVia() {
    assertThat(
            read("OPTIONS sip:d SIP/2.0\r\nVia: SIP  / 2.0\r\n /UDP phone;branch=1\r\n\r\n")
                .isDeflecting())
        .isFalse();
  }

  @Test
  void answersWithTheHeadersOfTheRequestAndNothingElse() {
    RawMessage message =
        options("Via: SIP/2.0/UDP proxy;branch=z9\r\nSecret: no\r\nContent-Length: 9\r\n");
    String reply =
        new String(message.reply("400 Bad Request", PEER, "t"), StandardCharsets.ISO_8859_1);
    assertThat(reply)
        .isEqualTo(
            lines(
                "SIP/2.0 400 Bad Request",
                "Via: SIP/2.0/UDP phone:5070;branch=z9hG4bK1;rport=40000;received=192.0.2.1",
                "Via: SIP/2.0/UDP proxy;branch=z9",
                "From: <sip:a@b>;tag=1",
                "To: <sip:c@d>;tag=t",
                "Call-ID: x@y",
                "CSeq: 1 OPTIONS",
                "Content-Length: 0",
                ""));
    assertThat(message.replyPort(PEER)).isEqualTo(40_000);
  }

  @Test
  void answersToThePortOfViaWithoutRport() {
    String text = "OPTIONS sip:d SIP/2.0\r\nVia: SIP/2.0/UDP %s;branch=1\r\n\r\n";
    assertThat(read(text.formatted("phone:5070")).replyPort(PEER)).isEqualTo(5070);
    assertThat(read(text.formatted("phone")).replyPort(PEER)).isEqualTo(5060);
    assertThat(read(text.formatted("phone:99999")).replyPort(PEER)).isEqualTo(40_000);
  }

  @Test
  void neverThrowsWhateverTheDatagramHolds() {
    Random random = new Random(3261);
    byte[] good =
        ("INVITE sip:1000@d SIP/2.0\r\n" + HEADERS + "X-A: b\r\nl: 3\r\n\r\nv=0")
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int c = random.nextInt(10); c >= 0; c--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThatCode(
              () -> {
                RawMessage message = RawMessage.read(bytes);
                if (message != null && !message.isUnanswerable()) {
                  assertThat(message.reply("400 Bad Request", PEER, "t")).isNotEmpty();
                  assertThat(message.replyPort(PEER)).isPositive();
                }
              })
          .doesNotThrowAnyException();
    }
  }
}
