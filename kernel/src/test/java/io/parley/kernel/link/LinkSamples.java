package io.parley.kernel.link;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder.InterruptPolicy;
import io.parley.kernel.route.AgentRef;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One of every record that crosses the link, and more where values are of several kinds. */
final class LinkSamples {
  static final CallId CALL = CallId.at(1_700_000_000_000L, new SplittableRandom(3));
  static final LegId LEG = LegId.first(CALL);
  static final Pcm PCM = new Pcm(new short[] {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE}, 8000);

  static final EdgeFact.CallOffered OFFERED =
      new EdgeFact.CallOffered(
          new AgentRef("tutor", 3),
          "1000",
          "sip:+49 30 123@example.org",
          "Zoë “Q” 漢字 \uD83D\uDE00",
          "a84b4c76e66710@pc33",
          8000,
          Map.of("x-parley-sim", "stt=0,llm=0", "x-empty", ""),
          true);

  static final List<EdgeFact> FACTS =
      List.of(
          OFFERED,
          new EdgeFact.CallOffered(new AgentRef("", 0), "", "", "", "", 16000, Map.of(), false),
          new EdgeFact.CallAnswered(),
          new EdgeFact.SpeechStarted(-5, -26.25, new UtteranceId(4), 1230),
          new EdgeFact.SpeechStarted(Long.MAX_VALUE, Double.NaN, UtteranceId.NONE, 0),
          new EdgeFact.SpeechEnded(99, 640),
          new EdgeFact.CallerAudio(4800, PCM),
          new EdgeFact.CallerAudio(0, new Pcm(new short[0], 48000)),
          new EdgeFact.DigitPressed('#', 120),
          new EdgeFact.UtteranceAudible(new UtteranceId(1), 77),
          new EdgeFact.UtteranceResumed(new UtteranceId(1), true),
          new EdgeFact.UtteranceFinished(new UtteranceId(1), 2000),
          new EdgeFact.UtteranceCut(new UtteranceId(1), 900),
          new EdgeFact.HoldChanged(true),
          new EdgeFact.OrderCame(new CallOrder.Say("Zoë, hold on.", true, false, "user:1")),
          new EdgeFact.OrderCame(new CallOrder.UpdateContext(Map.of("topic", "light"), "key:2")),
          new EdgeFact.CallEnded(EndReason.CALLER_HANGUP),
          new EdgeFact.CallEnded(EndReason.NODE_CRASH));

  static final List<AgentOrder.Order> ORDERS =
      List.of(
          new AgentOrder.Answer(),
          new AgentOrder.Refuse(486, "busy"),
          new AgentOrder.HangUp(EndReason.AGENT_HANGUP, "said goodbye"),
          new AgentOrder.Listen(new AgentOrder.ListenProfile(700)),
          new AgentOrder.BeginUtterance(new UtteranceId(2), InterruptPolicy.OPEN),
          new AgentOrder.BeginUtterance(new UtteranceId(3), new InterruptPolicy(true, 500, 200)),
          new AgentOrder.Say(new UtteranceId(2), PCM),
          new AgentOrder.EndUtterance(new UtteranceId(2)),
          new AgentOrder.ResumeUtterance(new UtteranceId(2)),
          new AgentOrder.AbandonUtterance(new UtteranceId(2)),
          new AgentOrder.RecordCall(-77, 7));

  private LinkSamples() {}
}
