package io.parley.loadtests.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class G711Test {
  @Test
  void matchesTheStandardsTablesAtTheirCorners() {
    assertThat(G711.PCMU.decode((byte) 0x00)).isEqualTo((short) -32_124);
    assertThat(G711.PCMU.decode((byte) 0x80)).isEqualTo((short) 32_124);
    assertThat(G711.PCMU.decode((byte) 0xFF)).isZero();
    assertThat(G711.PCMA.decode((byte) 0xD5)).isEqualTo((short) 8);
    assertThat(G711.PCMA.decode((byte) 0xAA)).isEqualTo((short) 32_256);
    assertThat(G711.PCMA.decode((byte) 0x2A)).isEqualTo((short) -32_256);
  }

  @Test
  void givesEveryCodeBackAfterARoundTrip() {
    for (G711 law : new G711[] {G711.PCMU, G711.PCMA}) {
      for (int code = 0; code < 256; code++) {
        short linear = law.decode((byte) code);
        assertThat(law.decode(law.encode(linear))).isEqualTo(linear);
      }
    }
  }

  @Test
  void staysWithinAQuantisingStepOverTheWholeRange() {
    for (G711 law : new G711[] {G711.PCMU, G711.PCMA}) {
      for (int sample = -32_000; sample <= 32_000; sample += 7) {
        int error = Math.abs(law.decode(law.encode((short) sample)) - sample);
        assertThat(error).isLessThanOrEqualTo(Math.max(16, Math.abs(sample) / 16));
      }
    }
  }

  @Test
  void encodesSilenceAsItsSilenceCode() {
    assertThat(G711.PCMU.encode((short) 0)).isEqualTo(G711.PCMU.silence());
    assertThat(G711.PCMA.encode((short) 0)).isEqualTo(G711.PCMA.silence());
  }
}
