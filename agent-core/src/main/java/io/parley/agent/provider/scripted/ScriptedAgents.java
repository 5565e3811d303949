package io.parley.agent.provider.scripted;

import io.parley.agent.AgentCatalog;
import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.run.CallAgent;
import io.parley.kernel.audio.AudioFormat;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.route.RouteSnapshot;
import io.parley.kernel.time.Pause;
import io.parley.kernel.time.Timers;
import org.jspecify.annotations.Nullable;

/** The agents {@code simulated} (9198) and {@code monologue} (9199). Safe from any thread. */
public final class ScriptedAgents implements AgentCatalog {
  private final Timers timers;
  private final Pause pause;
  private final VoiceCache voice = new VoiceCache();

  /**
   * Renders the phrase of the simulated agent; {@code timers} and {@code pause} wait for the delays
   * a caller asks for.
   */
  public ScriptedAgents(Timers timers, Pause pause) {
    this.timers = timers;
    this.pause = pause;
    var _ = voice.of(SimulatedResponder.PHRASE, AudioFormat.NARROWBAND.rateHz());
  }

  /** Renders the words of the monologue, which takes a second or two of processor time. */
  public void prepare() {
    String all = MonologueResponder.LEAD + " " + Monologue.from(0);
    var _ = voice.of(all, AudioFormat.NARROWBAND.rateHz());
  }

  @Override
  public @Nullable CallAgent agentFor(TenantId tenant, EdgeFact.CallOffered call) {
    String name = call.agent().name();
    SimDelays delays = SimDelays.of(call.headers(), call.loopback());
    var transcriber = new ScriptedTranscriber(delays.sttMs(), timers);
    var synthesizer = new ScriptedSynthesizer(voice, delays.ttsMs(), pause);
    if (name.equals(RouteSnapshot.SIMULATED.name())) {
      CallAgent simulated =
          new CallAgent(
              transcriber,
              new SimulatedResponder(delays.llmMs(), timers),
              synthesizer,
              null,
              TurnProfile.SIMULATED);
      return delays.recordingDays() == 0
          ? simulated
          : simulated.recorded(delays.recordingDays(), "");
    }
    if (name.equals(RouteSnapshot.MONOLOGUE.name())) {
      return new CallAgent(
          transcriber, new MonologueResponder(), synthesizer, null, TurnProfile.MONOLOGUE);
    }
    return null;
  }
}
