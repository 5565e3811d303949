package io.parley.media.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Opus (RFC 6716) as RTP carries it (RFC 7587): a clock of 48 kHz whatever the audio's rate, one
 * channel. A lost packet is taken from the coarse copy in the next one when that is there, and
 * concealed by the decoder otherwise. A coder and a decoder of libopus, about 60 KiB outside the
 * heap, belong to it until {@link #close}.
 */
@HotPath
@OwnedBy("media-loop")
public final class OpusCodec implements AudioCodec {
  private static final int CLOCK_HZ = 48000;
  private static final int LONGEST_RECEIVED_BYTES = 1500;
  private static final int LONGEST_SENT_BYTES = 480;

  private static final int APPLICATION_VOIP = 2048;
  private static final int SET_BITRATE = 4002;
  private static final int SET_MAX_BANDWIDTH = 4004;
  private static final int SET_COMPLEXITY = 4010;
  private static final int SET_INBAND_FEC = 4012;
  private static final int SET_PACKET_LOSS_PERC = 4014;
  private static final int SET_DTX = 4016;
  private static final int SET_SIGNAL = 4024;
  private static final int SIGNAL_VOICE = 3001;
  private static final int BANDWIDTH_NARROW = 1101;

  /** Half of libopus' effort; the rest is hardly heard in a voice and costs as much again. */
  private static final int COMPLEXITY = 5;

  /** The loss the coder prepares for; without any it leaves the coarse copies out. */
  private static final int EXPECTED_LOSS_PERCENT = 10;

  /** A packet of so few octets says only that silence goes on. */
  private static final int SILENCE_BYTES = 2;

  private static final long CONCEAL = 0;
  private static final long CLOSED = 0;

  private final int rateHz;
  private final int longestSamples;
  private final boolean dtx;
  private final MemorySegment pcmOut;
  private final MemorySegment pcmIn;
  private final MemorySegment octetsIn;
  private final MemorySegment octetsOut;
  private long encoder;
  private long decoder;
  private long concealed;
  private long recovered;

  /** One leg's codec; fails with {@link #told} where {@link #available} is false. */
  public OpusCodec(OpusSettings settings) {
    if (!OpusLibrary.available()) {
      throw new IllegalStateException(OpusLibrary.told());
    }
    rateHz = settings.rateHz();
    dtx = settings.dtx();
    longestSamples = rateHz / 1000 * LONGEST_PACKET_MS;
    Arena arena = Arena.ofAuto();
    pcmOut = arena.allocate(JAVA_SHORT, longestSamples);
    pcmIn = arena.allocate(JAVA_SHORT, longestSamples);
    octetsIn = arena.allocate(LONGEST_RECEIVED_BYTES, 8);
    octetsOut = arena.allocate(LONGEST_SENT_BYTES, 8);
    MemorySegment error = arena.allocate(Integer.BYTES, Integer.BYTES);
    encoder = OpusLibrary.encoderCreate(rateHz, APPLICATION_VOIP, error.address());
    decoder = OpusLibrary.decoderCreate(rateHz, error.address());
    if (encoder == CLOSED || decoder == CLOSED) {
      close();
      throw new IllegalStateException("libopus has no memory for another call");
    }
    set(SET_BITRATE, settings.bitsPerSecond());
    set(SET_MAX_BANDWIDTH, bandwidthOf(settings.maxPlaybackHz()));
    set(SET_COMPLEXITY, COMPLEXITY);
    set(SET_SIGNAL, SIGNAL_VOICE);
    set(SET_INBAND_FEC, settings.fec() ? 1 : 0);
    set(SET_PACKET_LOSS_PERC, settings.fec() ? EXPECTED_LOSS_PERCENT : 0);
    set(SET_DTX, settings.dtx() ? 1 : 0);
  }

  private void set(int request, int value) {
    int answer = OpusLibrary.encoderCtl(encoder, request, value);
    if (answer != 0) {
      close();
      throw new IllegalStateException("libopus refuses " + request + "=" + value + ": " + answer);
    }
  }

  /** The widest of narrow, medium, wide, super-wide and full band within a playback rate. */
  private static int bandwidthOf(int playbackHz) {
    int steps = 0;
    for (int rate : new int[] {12000, 16000, 24000, 48000}) {
      steps += playbackHz >= rate ? 1 : 0;
    }
    return BANDWIDTH_NARROW + steps;
  }

  /** Whether libopus could be loaded. */
  public static boolean available() {
    return OpusLibrary.available();
  }

  /** Which libopus is used, or in one line why there is none and what to do. */
  public static String told() {
    return OpusLibrary.told();
  }

  @Override
  public int clockHz() {
    return CLOCK_HZ;
  }

  @Override
  public int rateHz() {
    return rateHz;
  }

  @Override
  public int packetMs(int askedMs) {
    if (askedMs >= 60) {
      return 60;
    }
    if (askedMs >= 40) {
      return 40;
    }
    return askedMs >= 20 ? 20 : 10;
  }

  @Override
  public int longestPayloadBytes() {
    return LONGEST_SENT_BYTES;
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] pcm, int pcmOffset) {
    if (length < 1 || length > LONGEST_RECEIVED_BYTES) {
      return UNDECODABLE;
    }
    MemorySegment.copy(payload, offset, octetsIn, JAVA_BYTE, 0, length);
    int samples = OpusLibrary.packetSamples(octetsIn.address(), length, rateHz);
    if (samples <= 0 || samples > longestSamples) {
      return UNDECODABLE;
    }
    int decoded =
        OpusLibrary.decode(decoder, octetsIn.address(), length, pcmOut.address(), samples, 0);
    if (decoded <= 0) {
      return UNDECODABLE;
    }
    MemorySegment.copy(pcmOut, JAVA_SHORT, 0, pcm, pcmOffset, decoded);
    return decoded;
  }

  @Override
  public void conceal(
      short[] pcm, int pcmOffset, int samples, byte[] next, int nextOffset, int nextLength) {
    boolean copied = nextLength > 0 && nextLength <= LONGEST_RECEIVED_BYTES;
    int wanted = Math.min(samples, longestSamples);
    int decoded;
    if (copied) {
      MemorySegment.copy(next, nextOffset, octetsIn, JAVA_BYTE, 0, nextLength);
      long address = octetsIn.address();
      decoded = OpusLibrary.decode(decoder, address, nextLength, pcmOut.address(), wanted, 1);
    } else {
      decoded = OpusLibrary.decode(decoder, CONCEAL, 0, pcmOut.address(), wanted, 0);
    }
    int filled = Math.clamp(decoded, 0, wanted);
    MemorySegment.copy(pcmOut, JAVA_SHORT, 0, pcm, pcmOffset, filled);
    Arrays.fill(pcm, pcmOffset + filled, pcmOffset + samples, (short) 0);
    concealed += samples;
    recovered += copied ? filled : 0;
  }

  @Override
  public int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset) {
    MemorySegment.copy(pcm, pcmOffset, pcmIn, JAVA_SHORT, 0, samples);
    int bytes =
        OpusLibrary.encode(
            encoder, pcmIn.address(), samples, octetsOut.address(), LONGEST_SENT_BYTES);
    if (bytes <= 0 || (dtx && bytes <= SILENCE_BYTES)) {
      return 0;
    }
    MemorySegment.copy(octetsOut, JAVA_BYTE, 0, payload, payloadOffset, bytes);
    return bytes;
  }

  @Override
  public long concealedSamples() {
    return concealed;
  }

  /** Of those, samples for which the packet after the gap was there to be looked into. */
  public long recoveredSamples() {
    return recovered;
  }

  @Override
  public void close() {
    if (encoder != CLOSED) {
      OpusLibrary.encoderDestroy(encoder);
      encoder = CLOSED;
    }
    if (decoder != CLOSED) {
      OpusLibrary.decoderDestroy(decoder);
      decoder = CLOSED;
    }
  }
}
