package io.parley.control.sessions;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WAV files of any shape. */
final class Recordings {
  private static final int HEADER = 44;

  private Recordings() {}

  /** {@code ms} of a tone in {@code channels}, of PCM with 16 bits. */
  static byte[] tone(int rateHz, int channels, int ms) {
    int frames = rateHz * ms / 1_000;
    byte[] whole = empty(1, channels, rateHz, 16, frames * channels * 2);
    ByteBuffer file = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
    for (int i = 0; i < frames; i++) {
      short sample = (short) (8_000 * Math.sin(2 * Math.PI * 300 * i / rateHz));
      for (int channel = 0; channel < channels; channel++) {
        file.putShort(channel == 0 ? 0 : sample);
      }
    }
    return whole;
  }

  /** A whole file of {@code bytes}, silent. */
  static byte[] silence(int bytes) {
    return empty(1, 1, 16_000, 16, bytes - HEADER);
  }

  /** A file of {@code dataBytes} of zeros. */
  static byte[] empty(int encoding, int channels, int rateHz, int bits, int dataBytes) {
    byte[] whole = new byte[HEADER + dataBytes];
    ByteBuffer file = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(US_ASCII)).putInt(HEADER - 8 + dataBytes);
    file.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
    file.putShort((short) encoding).putShort((short) channels).putInt(rateHz);
    file.putInt(rateHz * channels * bits / 8).putShort((short) (channels * bits / 8));
    file.putShort((short) bits).put("data".getBytes(US_ASCII)).putInt(dataBytes);
    return whole;
  }
}
