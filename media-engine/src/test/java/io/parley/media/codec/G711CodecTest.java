package io.parley.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.media.Codec;
import io.parley.testsupport.Allocation;
import io.parley.testsupport.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class G711CodecTest {
  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"PCMU", "PCMA"})
  void keepsEveryOctetThroughDecodingAndEncoding(Codec law) {
    byte[] octets = new byte[256];
    for (int i = 0; i < 256; i++) {
      octets[i] = (byte) i;
    }
    short[] pcm = new short[256];
    byte[] again = new byte[256];
    G711Codec codec = new G711Codec(law);
    assertThat(codec.decode(octets, 0, 256, pcm, 0)).isEqualTo(256);
    assertThat(codec.encode(pcm, 0, 256, again, 0)).isEqualTo(256);
    assertThat(again).isEqualTo(octets);
  }

  @Test
  void refusesWhatIsNoPayload() {
    G711Codec codec = new G711Codec(Codec.PCMU);
    short[] pcm = new short[480];
    assertThat(codec.decode(new byte[0], 0, 0, pcm, 0)).isEqualTo(AudioCodec.UNDECODABLE);
    assertThat(codec.decode(new byte[481], 0, 481, pcm, 0)).isEqualTo(AudioCodec.UNDECODABLE);
  }

  @Test
  void fillsAGapAndBlendsWhatComesAfterIt() {
    G711Codec codec = new G711Codec(Codec.PCMA);
    short[] voice = Signals.voice(100, Signals.VOICE_DBFS, 5);
    byte[] octets = new byte[800];
    assertThat(codec.encode(voice, 0, 480, octets, 0)).isEqualTo(480);
    short[] pcm = new short[480];
    assertThat(codec.decode(octets, 0, 480, pcm, 0)).isEqualTo(480);
    codec.conceal(pcm, 0, 160, octets, 0, 0);
    assertThat(Signals.dbfs(java.util.Arrays.copyOf(pcm, 160))).isGreaterThan(-40);
    assertThat(codec.concealedSamples()).isEqualTo(160);
  }

  @Test
  void allocatesNothing() {
    G711Codec codec = new G711Codec(Codec.PCMU);
    short[] pcm = Signals.voice(20, Signals.VOICE_DBFS, 5);
    byte[] octets = new byte[160];
    Runnable work =
        () -> {
          for (int i = 0; i < 2000; i++) {
            var _ = codec.encode(pcm, 0, 160, octets, 0);
            var _ = codec.decode(octets, 0, 160, pcm, 0);
            codec.conceal(pcm, 0, 160, octets, 0, 0);
          }
        };
    assertThat(Allocation.steadyBytesOf(work)).isZero();
  }
}
