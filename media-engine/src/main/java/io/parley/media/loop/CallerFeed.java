package io.parley.media.loop;

import com.lmax.disruptor.EventHandler;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.link.EdgeFact;
import io.parley.media.net.LoopPriority;
import io.parley.media.path.LegFact;
import io.parley.media.path.LegIdentity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reader that tells agents what callers do: facts as they are, audio from shortly before the
 * start of speech to its end. Runs on its own fan-out thread.
 */
final class CallerFeed implements EventHandler<FanoutEntry> {
  private final EdgeDesk desk;
  private final Map<LegId, SpeechWindow> windows = new HashMap<>();

  CallerFeed(EdgeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void onStart() {
    LoopPriority.raiseNice();
  }

  @Override
  public void onEvent(FanoutEntry entry, long sequence, boolean endOfBatch) {
    LegIdentity leg = entry.leg;
    if (leg == null) {
      return;
    }
    if (entry.fact == null) {
      onFrame(leg, entry);
      return;
    }
    switch (entry.fact) {
      case SPEECH_STARTED -> onSpeechStarted(leg, entry);
      case SPEECH_ENDED -> onSpeechEnded(leg, entry);
      case CLOSED -> windows.remove(leg.leg());
      case LINE_SILENT -> {} // signalling's business, told by another reader
      default -> tell(leg, entry, plain(entry.fact, entry));
    }
  }

  private void onFrame(LegIdentity leg, FanoutEntry entry) {
    SpeechWindow window = window(leg);
    EdgeFact audio = window.add(entry.a, entry.pcm, entry.length);
    if (audio != null) {
      tell(leg, entry, audio);
    }
  }

  private SpeechWindow window(LegIdentity leg) {
    return windows.computeIfAbsent(leg.leg(), id -> new SpeechWindow());
  }

  private void onSpeechStarted(LegIdentity leg, FanoutEntry entry) {
    tell(
        leg,
        entry,
        new EdgeFact.SpeechStarted(entry.a, entry.levelDbfs, new UtteranceId(entry.b), entry.c));
    EdgeFact before = window(leg).open();
    if (before != null) {
      tell(leg, entry, before);
    }
  }

  private void onSpeechEnded(LegIdentity leg, FanoutEntry entry) {
    EdgeFact rest = window(leg).close();
    if (rest != null) {
      tell(leg, entry, rest);
    }
    tell(leg, entry, new EdgeFact.SpeechEnded(entry.a, entry.b));
  }

  private static @Nullable EdgeFact plain(LegFact fact, FanoutEntry entry) {
    return switch (fact) {
      case DIGIT -> new EdgeFact.DigitPressed((char) entry.a, entry.b);
      case AUDIBLE -> new EdgeFact.UtteranceAudible(new UtteranceId(entry.a), entry.atNs);
      case RESUMED -> new EdgeFact.UtteranceResumed(new UtteranceId(entry.a), entry.b != 0);
      case FINISHED -> new EdgeFact.UtteranceFinished(new UtteranceId(entry.a), entry.b);
      case CUT -> new EdgeFact.UtteranceCut(new UtteranceId(entry.a), entry.b);
      case SPEECH_STARTED, SPEECH_ENDED, LINE_SILENT, CLOSED -> null;
    };
  }

  private void tell(LegIdentity leg, FanoutEntry entry, @Nullable EdgeFact fact) {
    if (fact != null) {
      desk.publish(leg.tenant(), leg.leg(), entry.atNs, fact);
    }
  }
}
