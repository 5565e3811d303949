package io.parley.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpReaderTest {
  private static final String GOOD =
      NegotiationTest.offer(
          "m=audio 4000 RTP/AVP 0 8 101",
          "a=rtpmap:101 telephone-event/8000",
          "a=fmtp:101 0-16",
          "a=ptime:20",
          "a=sendrecv");

  @Test
  void readsLinesThatEndWithLineFeedOnly() {
    assertThat(SdpReader.read(GOOD.replace("\r\n", "\n"))).isInstanceOf(SdpReading.Read.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\r\n",
        "v=1\r\nm=audio 1 RTP/AVP 0\r\n",
        "m=audio 1 RTP/AVP 0\r\n",
        "v=0\r\n",
        "v=0\r\nm=audio\r\n",
        "v=0\r\nm=audio 4000 RTP/AVP\r\n",
        "v=0\r\nm=audio -1 RTP/AVP 0\r\n",
        "v=0\r\nm=audio 70000 RTP/AVP 0\r\n",
        "v=0\r\nm=audio 99999999999999999999 RTP/AVP 0\r\n",
        "v=0\r\nc=IN\r\nm=audio 4000 RTP/AVP 0\r\n",
        "v=0\r\nnonsense\r\nm=audio 4000 RTP/AVP 0\r\n",
        "v=0\r\nm=\r\n"
      })
  void doesNotReadWhatIsNoDescription(String text) {
    assertThat(SdpReader.read(text)).isInstanceOf(SdpReading.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=rtpmap:31 LPC",
        "a=rtpmap:",
        "a=rtpmap:0",
        "a=rtpmap:0 /",
        "a=rtpmap:x PCMU/8000",
        "a=fmtp",
        "a=fmtp:\0",
        "a=ptime:",
        "a=ptime:-20",
        "a=ptime:4294967296",
        "a=maxptime:x",
        "a=",
        "b=AS:99999999999999999999",
        "t="
      })
  void livesWithOddAttributes(String line) {
    assertThat(SdpReader.read(GOOD + line + "\r\n")).isInstanceOf(SdpReading.Read.class);
  }

  @Test
  void boundsWhatItReads() {
    assertThat(SdpReader.read(GOOD + "a=x\r\n".repeat(600)))
        .isInstanceOf(SdpReading.Unreadable.class);
    assertThat(SdpReader.read(GOOD + "a=" + "x".repeat(20_000)))
        .isInstanceOf(SdpReading.Unreadable.class);
    assertThat(SdpReader.read(GOOD + "m=audio 4000 RTP/AVP 0\r\n".repeat(20)))
        .isInstanceOf(SdpReading.Unreadable.class);
    assertThat(SdpReader.read(GOOD + "m=audio 4000 RTP/AVP" + " 0".repeat(100)))
        .isInstanceOf(SdpReading.Unreadable.class);
    assertThat(SdpReader.read(GOOD + "m=audio 4000 RTP/AVP " + "0".repeat(200)))
        .isInstanceOf(SdpReading.Unreadable.class);
  }

  @Test
  void neverThrowsWhateverTheTextHolds() {
    Random random = new Random(4475);
    for (int i = 0; i < 20_000; i++) {
      String text = mutated(random);
      assertThatCode(
              () -> {
                if (SdpReader.read(text) instanceof SdpReading.Read read) {
                  Negotiation.agree(read.offer())
                      .map(a -> Negotiation.answer(a, new LocalMedia("127.0.0.1", 4, 1, 1)))
                      .ifPresent(answer -> assertThat(answer).startsWith("v=0"));
                }
              })
          .as(text)
          .doesNotThrowAnyException();
    }
  }

  /** The good text with a few characters, lines or numbers changed, lost or doubled. */
  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(GOOD);
    int changes = 1 + random.nextInt(8);
    for (int c = 0; c < changes; c++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(5)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
        case 2 -> text.insert(at, "9".repeat(random.nextInt(40)));
        case 3 -> text.insert(at, GOOD.substring(random.nextInt(GOOD.length())));
        default -> text.insert(at, "\r\n");
      }
      if (text.isEmpty()) {
        text.append('v');
      }
    }
    return text.toString();
  }
}
