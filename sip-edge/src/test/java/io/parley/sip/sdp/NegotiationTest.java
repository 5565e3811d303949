package io.parley.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
  private static final LocalMedia OURS = new LocalMedia("10.0.0.9", 12_000, 7, 1);

  static String offer(String... media) {
    return lines("v=0", "o=- 1 1 IN IP4 10.0.0.1", "s=-", "c=IN IP4 10.0.0.1", "t=0 0")
        + lines(media);
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  private static Optional<Agreement> agree(String text) {
    return SdpReader.read(text) instanceof SdpReading.Read read
        ? Negotiation.agree(read.offer())
        : Optional.empty();
  }

  private static Agreement agreed(String text) {
    return agree(text).orElseThrow();
  }

  @Test
  void takesTheFirstCodecOfThePeerThatIsOurs() {
    Agreement agreement = agreed(offer("m=audio 4000 RTP/AVP 9 8 0 101", "a=rtpmap:9 G722/8000"));
    assertThat(agreement.remote().codec()).isEqualTo(Codec.PCMA);
    assertThat(agreement.remote().host()).isEqualTo("10.0.0.1");
    assertThat(agreement.remote().port()).isEqualTo(4000);
  }

  @Test
  void answersWithOneCodecAndTheEventsOffered() {
    String text =
        Negotiation.answer(
            agreed(
                offer(
                    "m=audio 4000 RTP/AVP 0 8 96",
                    "a=rtpmap:96 telephone-event/8000",
                    "a=fmtp:96 0-15",
                    "a=ptime:30")),
            OURS);
    assertThat(text)
        .isEqualTo(
            lines(
                "v=0",
                "o=parley 7 1 IN IP4 10.0.0.9",
                "s=-",
                "c=IN IP4 10.0.0.9",
                "t=0 0",
                "m=audio 12000 RTP/AVP 0 96",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:96 telephone-event/8000",
                "a=fmtp:96 0-16",
                "a=ptime:30",
                "a=sendrecv"));
  }

  @Test
  void answersWithoutEventsWhenNoneWereOffered() {
    Agreement agreement = agreed(offer("m=audio 4000 RTP/AVP 0"));
    assertThat(agreement.remote().dtmfPayloadType()).isEqualTo(-1);
    assertThat(Negotiation.answer(agreement, OURS)).doesNotContain("telephone-event");
  }

  @Test
  void takesEventsOnlyAtTheClockOfTheCodec() {
    Agreement agreement =
        agreed(offer("m=audio 4000 RTP/AVP 0 101", "a=rtpmap:101 telephone-event/48000"));
    assertThat(agreement.remote().dtmfPayloadType()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "10,10",
    "20,20",
    "30,30",
    "40,40",
    "60,60",
    "70,20",
    "5,20",
    "25,20",
    "0,20",
    "999999999,20"
  })
  void sendsPacketsOfTheLengthAskedForWithinBounds(String asked, int sent) {
    Agreement agreement = agreed(offer("m=audio 4000 RTP/AVP 0", "a=ptime:" + asked));
    assertThat(agreement.remote().ptimeMs()).isEqualTo(sent);
  }

  @Test
  void keepsToTheLongestPacketThePeerTakes() {
    Agreement agreement = agreed(offer("m=audio 4000 RTP/AVP 0", "a=ptime:40", "a=maxptime:25"));
    assertThat(agreement.remote().ptimeMs()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({
    "sendrecv,SEND_RECV,sendrecv",
    "sendonly,RECV_ONLY,recvonly",
    "recvonly,SEND_ONLY,sendonly",
    "inactive,INACTIVE,inactive"
  })
  void mirrorsTheDirection(String theirs, Direction ours, String answered) {
    Agreement agreement = agreed(offer("m=audio 4000 RTP/AVP 0", "a=" + theirs));
    assertThat(agreement.remote().direction()).isEqualTo(ours);
    assertThat(Negotiation.answer(agreement, OURS)).contains("a=" + answered);
  }

  @Test
  void takesTheDirectionOfTheSessionWhereTheSectionHasNone() {
    String text = "v=0\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\na=sendonly\r\nm=audio 4000 RTP/AVP 0\r\n";
    assertThat(agreed(text).held()).isTrue();
  }

  @Test
  void treatsAnAddressOfZeroAsHold() {
    Agreement agreement = agreed(offer("m=audio 4000 RTP/AVP 0", "c=IN IP4 0.0.0.0", "a=sendrecv"));
    assertThat(agreement.remote().direction()).isEqualTo(Direction.RECV_ONLY);
    assertThat(agreement.held()).isTrue();
  }

  @Test
  void refusesEveryOtherSectionWithPortZeroInItsPlace() {
    Agreement agreement =
        agreed(
            offer(
                "m=video 5000 RTP/AVP 31 34",
                "m=audio 4000 RTP/SAVP 0",
                "m=audio 4002 RTP/AVP 8",
                "m=audio 4004 RTP/AVP 0"));
    assertThat(agreement.section()).isEqualTo(2);
    assertThat(Negotiation.answer(agreement, OURS).lines().filter(l -> l.startsWith("m=")))
        .containsExactly(
            "m=video 0 RTP/AVP 31 34",
            "m=audio 0 RTP/SAVP 0",
            "m=audio 12000 RTP/AVP 8",
            "m=audio 0 RTP/AVP 0");
  }

  @Test
  void givesTheTimingBack() {
    String text = "v=0\r\nc=IN IP4 10.0.0.1\r\nt=5 6\r\nm=audio 4000 RTP/AVP 0\r\n";
    assertThat(Negotiation.answer(agreed(text), OURS)).contains("t=5 6\r\n");
  }

  @Nested
  class Refuses {
    @ParameterizedTest
    @CsvSource({
      "m=audio 4000 RTP/SAVP 0",
      "m=audio 4000 UDP/TLS/RTP/SAVPF 0",
      "m=audio 4000 RTP/AVP 9 18",
      "m=audio 0 RTP/AVP 0",
      "m=video 4000 RTP/AVP 0",
      "m=application 4000 RTP/AVP 0"
    })
    void whatItCannotCarry(String media) {
      assertThat(agree(offer(media))).isEmpty();
    }

    @Test
    void aPayloadTypeThatIsMappedToSomethingElse() {
      assertThat(agree(offer("m=audio 4000 RTP/AVP 0", "a=rtpmap:0 speex/8000"))).isEmpty();
    }

    @Test
    void anAddressThatIsAName() {
      String text = "v=0\r\nc=IN IP4 evil.example\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
      assertThat(agree(text)).isEmpty();
    }

    @Test
    void aSessionWithoutAnAddress() {
      assertThat(agree("v=0\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n")).isEmpty();
    }
  }

  @Test
  void offersBothCodecsAndReadsItsOwnOffer() {
    Agreement agreement = agreed(Negotiation.offer(OURS));
    assertThat(agreement.remote().codec()).isEqualTo(Codec.PCMU);
    assertThat(agreement.remote().dtmfPayloadType()).isEqualTo(101);
    assertThat(agreement.remote().port()).isEqualTo(12_000);
  }

  @Test
  void writesIpv6AddressesAsSuch() {
    String text = "v=0\r\nc=IN IP6 2001:db8::1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
    String answer = Negotiation.answer(agreed(text), new LocalMedia("2001:db8::2", 5, 1, 1));
    assertThat(answer).contains("c=IN IP6 2001:db8::2");
  }
}
