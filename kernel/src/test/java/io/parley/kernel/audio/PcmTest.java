package io.parley.kernel.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PcmTest {
  @Test
  void comparesByContent() {
    Pcm one = new Pcm(new short[] {1, 2}, 8000);
    assertThat(one).isEqualTo(new Pcm(new short[] {1, 2}, 8000));
    assertThat(one).hasSameHashCodeAs(new Pcm(new short[] {1, 2}, 8000));
    assertThat(one).isNotEqualTo(new Pcm(new short[] {1, 2}, 16000));
    assertThat(one).isNotEqualTo(new Pcm(new short[] {1, 3}, 8000));
    assertThat(one).hasToString("Pcm[2 samples, 8000 Hz]");
  }

  @Test
  void knowsHowLongItSounds() {
    assertThat(new Pcm(new short[1600], 8000).millis()).isEqualTo(200);
  }

  @Test
  void formatsCountInSamplesAndMilliseconds() {
    assertThat(AudioFormat.NARROWBAND.frameSamples()).isEqualTo(160);
    assertThat(AudioFormat.NARROWBAND.millisOf(800)).isEqualTo(100);
    assertThat(new AudioFormat(16000, 10).samplesOf(30)).isEqualTo(480);
    assertThatThrownBy(() -> new AudioFormat(7999, 20)).hasMessageContaining("7999 Hz");
    assertThatThrownBy(() -> new AudioFormat(11025, 7)).hasMessageContaining("7 ms");
    assertThatThrownBy(() -> new AudioFormat(8000, 0)).hasMessageContaining("0 ms");
  }
}
