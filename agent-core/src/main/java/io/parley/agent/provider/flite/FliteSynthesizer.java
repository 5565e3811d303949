package io.parley.agent.provider.flite;

import io.parley.agent.engine.EngineMissingException;
import io.parley.agent.engine.SpeechThreads;
import io.parley.agent.speak.Synthesizer;
import io.parley.agent.speak.spoken.Prompts;
import io.parley.kernel.fault.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with a voice of libflite. One instance serves all calls; synthesis runs on the speech
 * threads, delivery on the caller's thread.
 */
public final class FliteSynthesizer implements Synthesizer {
  private final String voiceName;
  private final Prompts prompts;

  /**
   * Loads the voice {@code voiceName} ({@code rms}, {@code slt}, {@code kal16}); {@code stretch}
   * above 1 speaks slower.
   */
  public FliteSynthesizer(String voiceName, float stretch, SpeechThreads threads)
      throws EngineMissingException {
    FliteVoice voice = FliteVoice.load(voiceName, stretch);
    this.voiceName = voiceName;
    this.prompts = new Prompts(threads, voice::speak);
  }

  @Override
  public String name() {
    return "flite";
  }

  /** The voice it speaks with. */
  public String voiceName() {
    return voiceName;
  }

  @Override
  public @Nullable Fault speak(String text, int rateHz, Sink sink) throws InterruptedException {
    return prompts.speak(text, rateHz, sink);
  }
}
