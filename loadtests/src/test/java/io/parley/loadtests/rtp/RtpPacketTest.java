package io.parley.loadtests.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
  @Test
  void readsBackTheHeaderItWrites() {
    ByteBuffer packet = ByteBuffer.allocate(172);
    RtpPacket.writeHeader(packet, 8, true, 0x1_FFFE, 0xFFFF_FF00, 0xCAFE_BABE);
    assertThat(RtpPacket.isRtp(packet, 172)).isTrue();
    assertThat(RtpPacket.payloadType(packet)).isEqualTo(8);
    assertThat(RtpPacket.isMarked(packet)).isTrue();
    assertThat(RtpPacket.sequence16(packet)).isEqualTo(0xFFFE);
    assertThat(RtpPacket.timestamp32(packet)).isEqualTo(0xFFFF_FF00);
    assertThat(RtpPacket.ssrc(packet)).isEqualTo(0xCAFE_BABE);
    assertThat(RtpPacket.payloadOffset(packet)).isEqualTo(12);
  }

  @Test
  void findsThePayloadBehindSourcesAndExtension() {
    ByteBuffer packet = ByteBuffer.allocate(60);
    packet.put(0, (byte) 0x91);
    packet.putShort(18, (short) 2);
    assertThat(RtpPacket.payloadOffset(packet)).isEqualTo(12 + 4 + 4 + 8);
  }

  @Test
  void refusesWhatIsTooShortOrOfAnotherVersion() {
    ByteBuffer packet = ByteBuffer.allocate(60);
    assertThat(RtpPacket.isRtp(packet, 60)).isFalse();
    packet.put(0, (byte) 0x8F);
    assertThat(RtpPacket.isRtp(packet, 11)).isFalse();
    assertThat(RtpPacket.isRtp(packet, 20)).isFalse();
  }
}
