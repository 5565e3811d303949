package io.parley.agent.provider.freetts;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import io.parley.agent.engine.SpeechThreads;
import io.parley.agent.speak.Synthesizer;
import io.parley.agent.speak.spoken.Prompts;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Speaks with the voice kevin16 of FreeTTS. One instance serves all calls. */
public final class FreettsSynthesizer implements Synthesizer {
  private static final String VOICE = "kevin16";

  private final ReentrantLock lock = new ReentrantLock();
  private final Voice voice;
  private final Prompts prompts;

  /** Loads the voice, which takes about a second; {@code stretch} above 1 speaks slower. */
  public FreettsSynthesizer(float stretch, SpeechThreads threads) {
    voice = find();
    voice.allocate();
    voice.setDurationStretch(stretch);
    prompts = new Prompts(threads, this::speak);
  }

  private static Voice find() {
    for (Voice voice : new KevinVoiceDirectory().getVoices()) {
      if (voice.getName().equals(VOICE)) {
        return voice;
      }
    }
    throw new IllegalStateException("the FreeTTS jar has no voice " + VOICE);
  }

  private Pcm speak(String text) {
    lock.lock();
    try {
      CollectingPlayer player = new CollectingPlayer();
      voice.setAudioPlayer(player);
      voice.speak(text);
      return player.collected();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String name() {
    return "freetts";
  }

  @Override
  public @Nullable Fault speak(String text, int rateHz, Sink sink) throws InterruptedException {
    return prompts.speak(text, rateHz, sink);
  }
}
