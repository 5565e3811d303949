package io.parley.kernel.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against the tables of ITU-T G.711: 14-bit values of µ-law and 13-bit ones of A-law, as 16-bit.
 */
class G711Test {
  @ParameterizedTest
  @CsvSource({
    "0x80, 32124",
    "0x8f, 16764",
    "0x9f, 8316",
    "0xaf, 4092",
    "0xbf, 1980",
    "0xcf, 924",
    "0xdf, 396",
    "0xef, 132",
    "0xfe, 8",
    "0xff, 0",
    "0x7f, 0",
    "0x7e, -8",
    "0x6f, -132",
    "0x0f, -16764",
    "0x00, -32124"
  })
  void expandsUlaw(String octet, int expected) {
    assertThat(G711.ulawToLinear((byte) (int) Integer.decode(octet))).isEqualTo((short) expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0xd5, 8",
    "0x55, -8",
    "0xd4, 24",
    "0x54, -24",
    "0xda, 248",
    "0xc5, 264",
    "0xaa, 32256",
    "0x2a, -32256",
    "0x80, 5504",
    "0x00, -5504",
    "0xa5, 16896"
  })
  void expandsAlaw(String octet, int expected) {
    assertThat(G711.alawToLinear((byte) (int) Integer.decode(octet))).isEqualTo((short) expected);
  }

  @Test
  void keepsEveryOctetThroughARoundTrip() {
    for (int octet = 0; octet < 256; octet++) {
      byte ulaw = G711.linearToUlaw(G711.ulawToLinear((byte) octet));
      assertThat(ulaw & 0xff).as("u-law").isEqualTo(octet == 0x7f ? 0xff : octet);
      byte alaw = G711.linearToAlaw(G711.alawToLinear((byte) octet));
      assertThat(alaw & 0xff).as("A-law").isEqualTo(octet);
    }
  }

  @Test
  void staysWithinHalfAStepOfEverySample() {
    int off = 0;
    for (int sample = -32124; sample <= 32124; sample++) {
      int magnitude = Math.abs(sample);
      int ulawStep = Math.max(8, Integer.highestOneBit(magnitude + 132) >> 4);
      int ulaw = G711.ulawToLinear(G711.linearToUlaw((short) sample));
      int alawStep = Math.max(16, Integer.highestOneBit(magnitude) >> 4);
      int alaw = G711.alawToLinear(G711.linearToAlaw((short) sample));
      if (Math.abs(ulaw - sample) > ulawStep / 2 || Math.abs(alaw - sample) > alawStep / 2) {
        off++;
      }
    }
    assertThat(off).isZero();
  }

  @Test
  void clipsTheLoudestSamples() {
    assertThat(G711.ulawToLinear(G711.linearToUlaw(Short.MAX_VALUE))).isEqualTo((short) 32124);
    assertThat(G711.ulawToLinear(G711.linearToUlaw(Short.MIN_VALUE))).isEqualTo((short) -32124);
    assertThat(G711.alawToLinear(G711.linearToAlaw(Short.MAX_VALUE))).isEqualTo((short) 32256);
    assertThat(G711.alawToLinear(G711.linearToAlaw(Short.MIN_VALUE))).isEqualTo((short) -32256);
  }

  @Test
  void rises() {
    int falls = 0;
    for (int sample = Short.MIN_VALUE; sample < Short.MAX_VALUE; sample++) {
      short here = (short) sample;
      short next = (short) (sample + 1);
      if (G711.ulawToLinear(G711.linearToUlaw(next)) < G711.ulawToLinear(G711.linearToUlaw(here))
          || G711.alawToLinear(G711.linearToAlaw(next))
              < G711.alawToLinear(G711.linearToAlaw(here))) {
        falls++;
      }
    }
    assertThat(falls).isZero();
  }
}
