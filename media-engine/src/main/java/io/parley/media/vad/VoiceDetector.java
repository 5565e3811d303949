package io.parley.media.vad;

/**
 * Judges frame after frame of one stream whether it holds a voice. Implementations keep state, do
 * not allocate, and belong to one stream and thread.
 */
public interface VoiceDetector {
  /** Whether this frame of 10, 20 or 30 ms is speech. */
  boolean isSpeech(short[] pcm, int offset, int length);

  /** The name shown at start-up and in logs. */
  String name();
}
