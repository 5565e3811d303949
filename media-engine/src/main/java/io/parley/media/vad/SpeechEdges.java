package io.parley.media.vad;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.dsp.Level;

/**
 * Turns the frames of one stream, after high-pass and gate, into the start and end of speech.
 *
 * <p>Speech starts when 4 of the last 6 frames of 20 ms stand out from the line's noise, the voice
 * detector agrees, and vocal cords are heard in them (or all six are loud). Tones and keys do not
 * count. Two of the frames must reach {@link #AUDIBLE_MIN_DBFS} while the agent is audible, and
 * otherwise come near the caller's own level as far as it is known.
 *
 * <p>Speech ends when the set silence has passed since the last frame with speech <em>energy</em>
 * (a detector's own hangover plays no part), after 200 ms when it was a short burst that began
 * while the agent was audible, and after 15 s in any case.
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

  /** What a voice must reach in two frames of four to interrupt the agent, in dBFS. */
  public static final double AUDIBLE_MIN_DBFS = -34;

  private static final double QUIET_MIN_DBFS = -48;

  /** A frame as loud as this, and well above the noise, needs no second opinion. */
  private static final double CERTAIN_DBFS = -34;

  private static final double CERTAIN_MARGIN_DB = 20;
  private static final double ENERGY_MARGIN_DB = 9;
  private static final double LEAST_MARGIN_DB = 3;

  private static final double SPEECH_MIN_DBFS = -50;
  private static final double BELOW_PEAK_DB = 20;
  private static final double PEAK_DECAY_DB = 0.05;

  private static final double BACKGROUND_DB = 14;
  private static final double CALLER_DECAY_DB = 0.01;
  private static final int CALLER_SPEECH_MS = 240;

  /** For how long a voice may hiss: no consonant is longer. */
  private static final int UNVOICED_FRAMES = 25;

  /** Below this no frame is speech, so the detector is not asked. */
  private static final double NEVER_DBFS = -66;

  private static final int WINDOW_FRAMES = 6;
  private static final int WINDOW = (1 << WINDOW_FRAMES) - 1;
  private static final int ONSET_FRAMES = 4;
  private static final int VOICED_FRAMES = 2;
  private static final int LOUD_FRAMES = 2;
  private static final int KEY_FRAMES = 2;
  private static final int BRIEF_FRAMES = 8;
  private static final int BRIEF_SILENCE_FRAMES = 10;
  private static final int LONGEST_FRAMES = 15_000 / FRAME_MS;
  private static final int DEFAULT_SILENCE_MS = 700;
  private static final int SHORTEST_SILENCE_MS = 200;
  private static final int LONGEST_SILENCE_MS = 1500;

  private final VoiceDetector detector;
  private final Spectrum spectrum = new Spectrum();
  private final StatisticalDetector statistics;
  private final ToneVeto tones;
  private final Voicing voicing;
  private final NoiseFloor floor = new NoiseFloor();
  private final short[] partial;
  private int partialLength;

  private int silenceFrames = DEFAULT_SILENCE_MS / FRAME_MS;
  private boolean speaking;
  private boolean begunOverAgent;
  private int activeBits;
  private int voicedBits;
  private int loudBits;
  private int keyBits;
  private int sinceOnset;
  private int sinceSpeech;
  private int sinceVoiced = UNVOICED_FRAMES;
  private double peakDbfs;
  private double callerDbfs = Level.SILENCE_DBFS;
  private double levelDbfs = Level.SILENCE_DBFS;

  /** With the WebRTC detector, or without where it is not to be had. */
  public static SpeechEdges create(int rateHz) {
    return new SpeechEdges(
        rateHz, WebRtcDetector.create(rateHz).orElseGet(AdaptiveEnergyDetector::new));
  }

  /** With a detector of the stream's own. */
  public SpeechEdges(int rateHz, VoiceDetector detector) {
    this.detector = detector;
    this.statistics = new StatisticalDetector(spectrum, rateHz);
    this.tones = new ToneVeto(spectrum, rateHz);
    this.voicing = new Voicing(rateHz);
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
    int length = partial.length;
    levelDbfs = Level.dbfs(pcm, offset, length);
    callerDbfs -= CALLER_DECAY_DB;
    floor.add(levelDbfs);
    spectrum.add(pcm, offset, length);
    boolean voice = levelDbfs > NEVER_DBFS && detector.isSpeech(pcm, offset, length);
    boolean unlikely = statistics.judge();
    if (speaking) {
      peakDbfs = Math.max(levelDbfs, peakDbfs - PEAK_DECAY_DB);
      // Without the first 4 ms, in which the filters ring on after speech cut off sharply.
      int ringing = length / 5;
      double tail = Level.dbfs(pcm, offset + ringing, length - ringing);
      return listen(hasSpeechEnergy(tail, unlikely));
    }
    boolean loud = isAbove(levelDbfs, QUIET_MIN_DBFS, unlikely);
    boolean certain = isCertain(levelDbfs);
    boolean active = (loud && (voice || unlikely)) || certain;
    heedTones(active);
    voiced(active);
    return await(active, loud && voice, agentAudible);
  }

  /** Above a level, and above the noise by as much as it takes to be sure. */
  private boolean isAbove(double level, double least, boolean unlikelyNoise) {
    double margin = unlikelyNoise ? LEAST_MARGIN_DB : ENERGY_MARGIN_DB;
    return level > Math.max(least, floor.dbfs() + margin);
  }

  private boolean isCertain(double level) {
    return level > Math.max(CERTAIN_DBFS, floor.dbfs() + CERTAIN_MARGIN_DB);
  }

  private void heedTones(boolean heard) {
    if (heard) {
      tones.judge();
    } else {
      tones.skip();
    }
  }

  private void voiced(boolean heard) {
    sinceVoiced = heard && voicing.isPeriodic(spectrum.recent()) ? 0 : sinceVoiced + 1;
  }

  private boolean hasSpeechEnergy(double level, boolean unlikelyNoise) {
    double least = Math.max(SPEECH_MIN_DBFS, peakDbfs - BELOW_PEAK_DB);
    boolean energy = isAbove(level, least, unlikelyNoise);
    heedTones(energy);
    voiced(energy);
    return energy
        && tones.steadyFrames() == 0
        && !tones.isKey()
        && (sinceVoiced < UNVOICED_FRAMES || isCertain(level));
  }

  /** Nobody speaks yet. */
  private int await(boolean active, boolean voiced, boolean agentAudible) {
    activeBits = shifted(activeBits, active) & -1 << Math.min(tones.steadyFrames(), WINDOW_FRAMES);
    voicedBits = shifted(voicedBits, voiced);
    loudBits = shifted(loudBits, levelDbfs > leastLoudDbfs(agentAudible));
    keyBits = shifted(keyBits, tones.isKey());
    if (!active || !isOnset()) {
      return NOTHING;
    }
    speaking = true;
    begunOverAgent = agentAudible;
    sinceOnset = 31 - Integer.numberOfLeadingZeros(activeBits);
    sinceSpeech = 0;
    peakDbfs = levelDbfs;
    return STARTED;
  }

  /**
   * What two frames must reach: over the agent a fixed level; otherwise what is not too far below
   * the caller's own voice, as heard before, so that people behind him do not speak for him.
   */
  private double leastLoudDbfs(boolean agentAudible) {
    double belowCaller = callerDbfs - BACKGROUND_DB;
    return agentAudible ? AUDIBLE_MIN_DBFS : Math.min(AUDIBLE_MIN_DBFS, belowCaller);
  }

  private static int shifted(int bits, boolean bit) {
    return (bits << 1 | (bit ? 1 : 0)) & WINDOW;
  }

  /** Whether the frames of the window, bit by bit, are the start of speech. */
  private boolean isOnset() {
    return Integer.bitCount(activeBits) >= ONSET_FRAMES
        && Integer.bitCount(voicedBits & activeBits) >= VOICED_FRAMES
        && Integer.bitCount(keyBits) < KEY_FRAMES
        && Integer.bitCount(loudBits & activeBits) >= LOUD_FRAMES
        && (sinceVoiced < WINDOW_FRAMES || isLoudBurst());
  }

  /** Something that does not sound like vocal cords may be a voice when it is loud and lasts. */
  private boolean isLoudBurst() {
    return activeBits == WINDOW && isCertain(levelDbfs);
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
      if (speechMs() >= CALLER_SPEECH_MS) {
        callerDbfs = Math.max(callerDbfs, peakDbfs);
      }
      activeBits = 0;
      voicedBits = 0;
      loudBits = 0;
      keyBits = 0;
      tones.skip();
      return ENDED;
    }
    return NOTHING;
  }

  /** The silence that ends speech, from the next frame on; held to 200..1500 ms; 700 at first. */
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
