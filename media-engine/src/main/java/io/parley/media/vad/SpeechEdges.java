package io.parley.media.vad;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.dsp.Level;

/**
 * Turns the frames of one stream, after high-pass and gate, into the start and end of speech.
 *
 * <p>Speech starts when 4 of the last 6 frames of 20 ms are louder than the line's noise and the
 * detector takes them for a voice; tones and keys do not count, and while the agent is audible
 * neither does what is below {@link #AUDIBLE_MIN_DBFS}. It ends when the set silence has passed
 * since the last frame with speech <em>energy</em> (a detector's own hangover plays no part), at
 * once after a short burst that began while the agent was audible, and after 15 s in any case.
 *
 * <p>Frames of any length are taken; decisions are made every 20 ms of audio.
 */
@HotPath
@OwnedBy("media-loop")
public final class SpeechEdges {
  /** Neither a start nor an end in this frame. */
  public static final int NOTHING = 0;

  /** Speech is confirmed; it began {@link #framesSinceOnset} frames ago. */
  public static final int STARTED = 1;

  /** Speech is over; its last frame came {@link #framesSinceLastSpeech} frames ago. */
  public static final int ENDED = 2;

  /** Length of a frame in the sense of this class, in milliseconds. */
  public static final int FRAME_MS = 20;

  /** What a voice must reach to interrupt the agent, in dBFS. */
  public static final double AUDIBLE_MIN_DBFS = -38;

  private static final double QUIET_MIN_DBFS = -48;
  private static final double CERTAIN_DBFS = -34;
  private static final double ONSET_MARGIN_DB = 9;
  private static final double CERTAIN_MARGIN_DB = 20;

  private static final double SPEECH_MIN_DBFS = -50;
  private static final double SPEECH_MARGIN_DB = 8;
  private static final double BELOW_PEAK_DB = 24;
  private static final double PEAK_DECAY_DB = 0.05;

  /** Below this no frame is speech, so the detector is not asked. */
  private static final double NEVER_DBFS = -66;

  private static final int WINDOW = 0x3f;
  private static final int ONSET_FRAMES = 4;
  private static final int VOICED_FRAMES = 1;
  private static final int KEY_FRAMES = 2;
  private static final int BRIEF_FRAMES = 8;
  private static final int BRIEF_SILENCE_FRAMES = 10;
  private static final int LONGEST_FRAMES = 15_000 / FRAME_MS;
  private static final int SHORTEST_SILENCE_MS = 200;
  private static final int LONGEST_SILENCE_MS = 1500;

  private final VoiceDetector detector;
  private final ToneVeto tones;
  private final NoiseFloor floor = new NoiseFloor();
  private final short[] partial;
  private int partialLength;

  private int silenceFrames = 700 / FRAME_MS;
  private boolean speaking;
  private boolean begunOverAgent;
  private int activeBits;
  private int voicedBits;
  private int keyBits;
  private int sinceOnset;
  private int sinceSpeech;
  private double peakDbfs;
  private double levelDbfs = Level.SILENCE_DBFS;

  /** With the WebRTC detector, or without where it is not to be had. */
  public static SpeechEdges create(int rateHz) {
    return new SpeechEdges(
        rateHz, WebRtcDetector.create(rateHz).orElseGet(AdaptiveEnergyDetector::new));
  }

  /** With a detector of the stream's own. */
  public SpeechEdges(int rateHz, VoiceDetector detector) {
    this.detector = detector;
    this.tones = new ToneVeto(rateHz);
    this.partial = new short[rateHz / 1000 * FRAME_MS];
  }

  /** Takes the next audio; answers {@link #NOTHING}, {@link #STARTED} or {@link #ENDED}. */
  public int onFrame(short[] pcm, int offset, int length, boolean agentAudible) {
    int result = NOTHING;
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int event = NOTHING;
      if (partialLength == 0 && end - at >= partial.length) {
        event = judge(pcm, at, agentAudible);
        at += partial.length;
      } else {
        int taken = Math.min(end - at, partial.length - partialLength);
        System.arraycopy(pcm, at, partial, partialLength, taken);
        partialLength += taken;
        at += taken;
        if (partialLength == partial.length) {
          partialLength = 0;
          event = judge(partial, 0, agentAudible);
        }
      }
      result = event == NOTHING ? result : event;
    }
    return result;
  }

  /** {@code FRAME_MS} passed in which no audio came (silence suppressed, or the network gone). */
  public int onMissing() {
    levelDbfs = Level.SILENCE_DBFS;
    partialLength = 0;
    return speaking ? listen(false) : await(false, false, false);
  }

  private int judge(short[] pcm, int offset, boolean agentAudible) {
    double level = Level.dbfs(pcm, offset, partial.length);
    levelDbfs = level;
    floor.add(level);
    tones.add(pcm, offset, partial.length);
    boolean voiced = level > NEVER_DBFS && detector.isSpeech(pcm, offset, partial.length);
    if (speaking) {
      peakDbfs = Math.max(level, peakDbfs - PEAK_DECAY_DB);
      double least = Math.max(SPEECH_MIN_DBFS, peakDbfs - BELOW_PEAK_DB);
      // Without the first 4 ms, in which the filters ring on after speech cut off sharply.
      int ringing = partial.length / 5;
      double tail = Level.dbfs(pcm, offset + ringing, partial.length - ringing);
      return listen(tail > Math.max(least, floor.dbfs() + SPEECH_MARGIN_DB));
    }
    double least = agentAudible ? AUDIBLE_MIN_DBFS : QUIET_MIN_DBFS;
    boolean loud = level > Math.max(least, floor.dbfs() + ONSET_MARGIN_DB);
    if (loud) {
      tones.judge();
    } else {
      tones.skip();
    }
    boolean certain = level > Math.max(CERTAIN_DBFS, floor.dbfs() + CERTAIN_MARGIN_DB);
    return await(loud && (voiced || certain), loud && voiced, agentAudible);
  }

  /** Nobody speaks yet. */
  private int await(boolean active, boolean voiced, boolean agentAudible) {
    activeBits = (activeBits << 1 | (active ? 1 : 0)) & WINDOW;
    voicedBits = (voicedBits << 1 | (voiced ? 1 : 0)) & WINDOW;
    keyBits = (keyBits << 1 | (tones.isKey() ? 1 : 0)) & WINDOW;
    activeBits &= -1 << Math.min(tones.steadyFrames(), 30);
    if (!active
        || Integer.bitCount(activeBits) < ONSET_FRAMES
        || Integer.bitCount(voicedBits & activeBits) < VOICED_FRAMES
        || Integer.bitCount(keyBits) >= KEY_FRAMES) {
      return NOTHING;
    }
    speaking = true;
    begunOverAgent = agentAudible;
    sinceOnset = 31 - Integer.numberOfLeadingZeros(activeBits);
    sinceSpeech = 0;
    peakDbfs = levelDbfs;
    return STARTED;
  }

  /** Somebody speaks. */
  private int listen(boolean energy) {
    sinceOnset++;
    sinceSpeech = energy ? 0 : sinceSpeech + 1;
    boolean brief = begunOverAgent && sinceOnset - sinceSpeech < BRIEF_FRAMES;
    if (sinceSpeech >= silenceFrames
        || (brief && sinceSpeech >= BRIEF_SILENCE_FRAMES)
        || sinceOnset >= LONGEST_FRAMES) {
      speaking = false;
      activeBits = 0;
      voicedBits = 0;
      keyBits = 0;
      tones.skip();
      return ENDED;
    }
    return NOTHING;
  }

  /** The silence that ends speech, from the next frame on; held to 200..1500 ms. */
  public void setSilenceMs(int silenceMs) {
    silenceFrames = Math.clamp(silenceMs, SHORTEST_SILENCE_MS, LONGEST_SILENCE_MS) / FRAME_MS;
  }

  /** Whether speech has started and not ended. */
  public boolean isSpeaking() {
    return speaking;
  }

  /** Frames of 20 ms between the first frame of the speech started last and the latest frame. */
  public int framesSinceOnset() {
    return sinceOnset;
  }

  /** Frames of 20 ms between the last frame with speech energy and the latest frame. */
  public int framesSinceLastSpeech() {
    return sinceSpeech;
  }

  /** How long the speech started last was, up to its last frame with energy, in milliseconds. */
  public int speechMs() {
    return (sinceOnset - sinceSpeech + 1) * FRAME_MS;
  }

  /** Level of the latest frame. */
  public double levelDbfs() {
    return levelDbfs;
  }

  /** The line's noise, in dBFS. */
  public double noiseDbfs() {
    return floor.dbfs();
  }

  /** Which detector listens. */
  public String detectorName() {
    return detector.name();
  }
}
