package io.parley.agent.provider.scripted;

import io.parley.kernel.audio.Pcm;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sentences of the scripted voice, each rendered once while there is room. Safe from any thread.
 */
final class VoiceCache {
  private static final int SENTENCES_MAX = 200;

  private final ConcurrentHashMap<Key, Pcm> rendered = new ConcurrentHashMap<>();

  private record Key(String text, int rateHz) {}

  Pcm of(String text, int rateHz) {
    Key key = new Key(text, rateHz);
    Pcm known = rendered.get(key);
    if (known != null) {
      return known;
    }
    Pcm made = ScriptedVoice.render(text, rateHz);
    if (rendered.size() < SENTENCES_MAX) {
      rendered.putIfAbsent(key, made);
    }
    return made;
  }
}
