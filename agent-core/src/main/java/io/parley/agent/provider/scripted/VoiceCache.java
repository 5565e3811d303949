package io.parley.agent.provider.scripted;

import io.parley.kernel.audio.Pcm;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of the scripted voice, each rendered once while there is room. Safe from any thread.
 */
final class VoiceCache {
  private static final int WORDS_MAX = 1_000;

  private final ConcurrentHashMap<Key, short[]> rendered = new ConcurrentHashMap<>();

  private record Key(String word, int rateHz) {}

  /** {@code text} as sound, its words without a gap between them. */
  Pcm of(String text, int rateHz) {
    short[] samples = new short[rateHz * 4];
    int length = 0;
    for (String word : Monologue.words(text)) {
      short[] sound = word(word, rateHz);
      if (length + sound.length > samples.length) {
        samples = Arrays.copyOf(samples, 2 * (length + sound.length));
      }
      System.arraycopy(sound, 0, samples, length, sound.length);
      length += sound.length;
    }
    return new Pcm(Arrays.copyOf(samples, length), rateHz);
  }

  private short[] word(String word, int rateHz) {
    Key key = new Key(word, rateHz);
    short[] known = rendered.get(key);
    if (known != null) {
      return known;
    }
    short[] made = ScriptedVoice.word(word, rateHz);
    if (rendered.size() < WORDS_MAX) {
      rendered.putIfAbsent(key, made);
    }
    return made;
  }
}
