package io.parley.loadtests.sip;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SipMessageTest {
  private static SipMessage parsed(String text) {
    byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return requireNonNull(SipMessage.parse(bytes, bytes.length));
  }

  @Test
  void readsBackWhatItWrites() {
    SipMessage built =
        SipMessage.request("INVITE", "sip:1000@host")
            .header("Call-ID", "abc")
            .header("CSeq", "7 INVITE")
            .sdp("v=0\r\n")
            .build();
    byte[] bytes = built.bytes();
    SipMessage read = requireNonNull(SipMessage.parse(bytes, bytes.length));
    assertThat(read.isRequest()).isTrue();
    assertThat(read.method()).isEqualTo("INVITE");
    assertThat(read.cseq()).isEqualTo(7);
    assertThat(read.header("content-length")).isEqualTo("5");
    assertThat(read.body()).isEqualTo("v=0\r\n");
  }

  @Test
  void understandsCompactNamesAndFoldedLines() {
    SipMessage response =
        parsed(
            """
            SIP/2.0 200 OK
            v: SIP/2.0/UDP a;branch=1
            i: id
            m: <sip:b@c>
            f: x
            CSeq: 1
             INVITE

            """);
    assertThat(response.callId()).isEqualTo("id");
    assertThat(response.header("Contact")).isEqualTo("<sip:b@c>");
    assertThat(response.method()).isEqualTo("INVITE");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.reason()).isEqualTo("OK");
  }

  @Test
  void takesListsApartOutsideQuotesAndBrackets() {
    SipMessage response =
        parsed("SIP/2.0 180 Ringing\nRecord-Route: \"a,b\" <sip:p1;x=1,2>, <sip:p2>\n\n");
    assertThat(response.all("Record-Route")).containsExactly("\"a,b\" <sip:p1;x=1,2>", "<sip:p2>");
  }

  @Test
  void takesNoiseForNothing() {
    byte[] keepAlive = "\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    assertThat(SipMessage.parse(keepAlive, 4)).isNull();
    byte[] binary = {(byte) 0x80, 0, 1, 2, 13, 10, 13, 10};
    assertThat(SipMessage.parse(binary, binary.length)).isNull();
  }

  @Test
  void answersWithTheHeadersOfTheRequestAndItsOwnTag() {
    SipMessage bye =
        parsed(
            """
            BYE sip:me@x SIP/2.0
            Via: SIP/2.0/UDP a;branch=1
            From: <sip:a>;tag=f
            To: <sip:b>
            Call-ID: id
            CSeq: 3 BYE

            """);
    SipMessage ok = SipMessage.response(bye, 200, "OK", "mine").build();
    assertThat(ok.header("Via")).isEqualTo("SIP/2.0/UDP a;branch=1");
    assertThat(SipMessage.tagOf(ok.headerOr("To", ""))).isEqualTo("mine");
    assertThat(ok.header("CSeq")).isEqualTo("3 BYE");
  }

  @Test
  void readsUrisAndTags() {
    assertThat(SipMessage.uriOf("\"A\" <sip:a@b;x>;tag=t")).isEqualTo("sip:a@b;x");
    assertThat(SipMessage.uriOf("sip:a@b;expires=3")).isEqualTo("sip:a@b");
    assertThat(SipMessage.tagOf("<sip:a@b>;tag=t1;other")).isEqualTo("t1");
  }
}
