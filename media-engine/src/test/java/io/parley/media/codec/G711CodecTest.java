package io.parley.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.media.Codec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class G711CodecTest {
  @ParameterizedTest
  @EnumSource(Codec.class)
  void keepsEveryOctetThroughDecodingAndEncoding(Codec codec) {
    byte[] octets = new byte[256];
    for (int i = 0; i < 256; i++) {
      octets[i] = (byte) i;
    }
    short[] pcm = new short[256];
    byte[] again = new byte[256];
    G711Codec.decode(codec, octets, 0, 256, pcm, 0);
    G711Codec.encode(codec, pcm, 0, 256, again, 0);
    assertThat(again).isEqualTo(octets);
  }
}
