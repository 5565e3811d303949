package io.parley.server.metrics;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.call.SpokenWords;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts facts on their way into the journal. Safe from any thread; never blocks. */
public final class FactMeter implements CallJournal {
  private final CallJournal journal;
  private final ConcurrentHashMap<String, AtomicLong> ended = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, AtomicLong> providers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, AtomicLong> tools = new ConcurrentHashMap<>();
  private final AtomicLong turns = new AtomicLong();
  private final AtomicLong interrupted = new AtomicLong();
  private final AtomicLong operatorLines = new AtomicLong();
  private final AtomicLong contextUpdates = new AtomicLong();
  private final Buckets setup = new Buckets();
  private final Buckets endOfTurn = new Buckets();
  private final Buckets transcript = new Buckets();
  private final Buckets firstToken = new Buckets();
  private final Buckets firstAudio = new Buckets();
  private final Buckets onWire = new Buckets();

  /** Passes every fact on to {@code journal}. */
  public FactMeter(CallJournal journal) {
    this.journal = journal;
  }

  @Override
  public void append(TenantId tenant, CallId call, CallFact fact) {
    journal.append(tenant, call, fact);
    switch (fact) {
      case CallFact.Answered answered -> setup.add(answered.setupMs());
      case CallFact.TurnCompleted turn -> turn(turn);
      case CallFact.ProviderUsed used ->
          count(providers, used.stage() + " " + used.provider() + " " + used.outcome());
      case CallFact.Ended end -> count(ended, end.reason().wireName());
      case CallFact.OperatorSaid said -> operatorLines.incrementAndGet();
      case CallFact.ContextUpdated update -> contextUpdates.incrementAndGet();
      case CallFact.ToolCalled tool -> count(tools, tool.name());
      case CallFact.Offered offered -> {}
      case CallFact.Decided decided -> {}
      case CallFact.DigitPressed digit -> {}
      case CallFact.QualityMeasured quality -> {}
      case CallFact.RecordingReady ready -> {}
    }
  }

  @Override
  public void tell(TenantId tenant, CallId call, SpokenWords words) {
    journal.tell(tenant, call, words);
  }

  private void turn(CallFact.TurnCompleted turn) {
    turns.incrementAndGet();
    if (turn.interrupted()) {
      interrupted.incrementAndGet();
    }
    endOfTurn.add(turn.latency().endOfTurnMs());
    transcript.add(turn.latency().transcriptMs());
    firstToken.add(turn.latency().firstTokenMs());
    firstAudio.add(turn.latency().firstAudioMs());
    onWire.add(turn.latency().onWireMs());
  }

  private static void count(ConcurrentHashMap<String, AtomicLong> counts, String key) {
    counts.computeIfAbsent(key, name -> new AtomicLong()).incrementAndGet();
  }

  private static Map<String, Long> values(ConcurrentHashMap<String, AtomicLong> counts) {
    Map<String, Long> values = new TreeMap<>();
    counts.forEach((key, value) -> values.put(key, value.get()));
    return values;
  }

  /** The counters as metric families. */
  public Families families() {
    double[] bounds = Buckets.boundsSeconds();
    Families families =
        new Families()
            .counters("parley_calls_ended", "Calls by end reason.", "reason", values(ended))
            .counters(
                "parley_provider_uses", "Uses of providers by outcome.", "use", values(providers))
            .counters("parley_tool_calls", "Uses of tools by name.", "tool", values(tools))
            .counter("parley_turns", "Turns completed.", turns.get())
            .counter("parley_operator_lines", "Lines said by order.", operatorLines.get())
            .counter("parley_context_updates", "Contexts changed.", contextUpdates.get())
            .counter("parley_turns_interrupted", "Turns the caller cut.", interrupted.get());
    stage(families, "parley_call_setup_seconds", "INVITE to 200.", setup, bounds);
    stage(families, "parley_turn_end_of_turn_seconds", after("the turn ended"), endOfTurn, bounds);
    stage(families, "parley_turn_transcript_seconds", after("the text"), transcript, bounds);
    stage(families, "parley_turn_first_token_seconds", after("the first word"), firstToken, bounds);
    stage(families, "parley_turn_first_audio_seconds", after("first audio"), firstAudio, bounds);
    stage(families, "parley_turn_on_wire_seconds", after("the first packet"), onWire, bounds);
    return families;
  }

  private static void stage(
      Families families, String name, String help, Buckets buckets, double[] bounds) {
    families.histogram(name, help, Map.of(), bounds, buckets.counts());
  }

  private static String after(String what) {
    return "End of the caller's speech to " + what + ".";
  }
}
