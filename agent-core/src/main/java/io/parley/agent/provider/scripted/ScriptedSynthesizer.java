package io.parley.agent.provider.scripted;

import io.parley.agent.speak.Synthesizer;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.time.Pause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Speaks with the {@link ScriptedVoice}, at once or after a set delay before each sentence. */
final class ScriptedSynthesizer implements Synthesizer {
  private final VoiceCache voice;
  private final Duration delay;
  private final Pause pause;

  ScriptedSynthesizer(VoiceCache voice, int delayMs, Pause pause) {
    this.voice = voice;
    this.delay = Duration.ofMillis(delayMs);
    this.pause = pause;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public @Nullable Fault speak(String text, int rateHz, Sink sink) throws InterruptedException {
    if (!delay.isZero()) {
      pause.pause(delay);
    }
    Pcm pcm = voice.of(text, rateHz);
    sink.audio(pcm);
    return null;
  }
}
