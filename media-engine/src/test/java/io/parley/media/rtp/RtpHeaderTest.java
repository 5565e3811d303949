package io.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpHeaderTest {
  private final byte[] packet = new byte[64];

  @Test
  void readsWhatItWrote() {
    RtpHeader.write(packet, true, 101, 0xfffe, 0xdeadbeef, 0x80000001);
    assertThat(RtpHeader.isValid(packet, 12)).isTrue();
    assertThat(RtpHeader.hasMarker(packet)).isTrue();
    assertThat(RtpHeader.payloadType(packet)).isEqualTo(101);
    assertThat(RtpHeader.sequence16(packet)).isEqualTo(0xfffe);
    assertThat(RtpHeader.timestamp32(packet)).isEqualTo(0xdeadbeef);
    assertThat(RtpHeader.ssrc(packet)).isEqualTo(0x80000001);
    assertThat(RtpHeader.payloadBytes(packet, 32)).isEqualTo(20);
  }

  @Test
  void findsThePayloadBehindContributorsAndExtension() {
    RtpHeader.write(packet, false, 0, 1, 2, 3);
    packet[0] |= 0x12;
    packet[23] = 2;
    assertThat(RtpHeader.payloadOffset(packet, 64)).isEqualTo(12 + 8 + 4 + 8);
    assertThat(RtpHeader.payloadBytes(packet, 64)).isEqualTo(32);
  }

  @Test
  void leavesPaddingOut() {
    RtpHeader.write(packet, false, 0, 1, 2, 3);
    packet[0] |= 0x20;
    packet[39] = 8;
    assertThat(RtpHeader.isValid(packet, 40)).isTrue();
    assertThat(RtpHeader.payloadBytes(packet, 40)).isEqualTo(20);
  }

  @Test
  void refusesWhatDoesNotFit() {
    RtpHeader.write(packet, false, 0, 1, 2, 3);
    assertThat(RtpHeader.isValid(packet, 11)).isFalse();
    packet[0] = 0x40;
    assertThat(RtpHeader.isValid(packet, 40)).isFalse();
    packet[0] = (byte) 0x8f;
    assertThat(RtpHeader.isValid(packet, 40)).isFalse();
    packet[0] = (byte) 0xa0;
    packet[39] = 29;
    assertThat(RtpHeader.isValid(packet, 40)).isFalse();
    packet[39] = 0;
    assertThat(RtpHeader.isValid(packet, 40)).isFalse();
    packet[0] = (byte) 0x90;
    packet[14] = (byte) 0xff;
    assertThat(RtpHeader.isValid(packet, 40)).isFalse();
  }

  @Test
  void neverReadsBeyondARandomDatagram() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      int length = random.nextInt(64);
      byte[] datagram = new byte[length];
      random.nextBytes(datagram);
      if (RtpHeader.isValid(datagram, length)) {
        assertThat(RtpHeader.payloadOffset(datagram, length)).isLessThanOrEqualTo(length);
        assertThat(RtpHeader.payloadBytes(datagram, length)).isNotNegative();
      }
    }
  }
}
