package io.parley.loadtests.sip;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SdpTest {
  @Test
  void readsBackItsOwnOffer() {
    Sdp sdp = Sdp.parse(Sdp.g711("192.0.2.1", 4000, List.of(8, 0), "sendrecv"));
    assertThat(sdp).isEqualTo(new Sdp("192.0.2.1", 4000, List.of(8, 0, 101), 101, "sendrecv"));
    assertThat(requireNonNull(sdp).firstG711()).isEqualTo(8);
  }

  @Test
  void prefersTheAddressOfTheStreamAndIgnoresOtherStreams() {
    Sdp sdp =
        Sdp.parse(
            """
            v=0
            c=IN IP4 192.0.2.1
            m=video 9 RTP/AVP 99
            c=IN IP4 192.0.2.9
            m=audio 5000 RTP/AVP 3 0
            c=IN IP4 192.0.2.2
            a=sendonly
            m=audio 7000 RTP/AVP 8
            a=inactive
            """);
    assertThat(sdp).isEqualTo(new Sdp("192.0.2.2", 5000, List.of(3, 0), -1, "sendonly"));
    assertThat(requireNonNull(sdp).firstG711()).isEqualTo(0);
  }

  @Test
  void saysWhenThereIsNoAudio() {
    assertThat(Sdp.parse("")).isNull();
    assertThat(Sdp.parse("v=0\r\nc=IN IP4 192.0.2.1\r\n")).isNull();
  }
}
