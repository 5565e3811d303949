package io.parley.control;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallFact.TurnLatency;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.media.MediaQuality;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Facts of plausible calls. */
public final class Facts {
  private Facts() {}

  /** An id of the given start. */
  public static CallId id(long startMs) {
    return CallId.at(startMs, RandomGenerator.getDefault());
  }

  /** The offer of a call. */
  public static CallFact.Offered offered(String displayName, String sipCallId) {
    return new CallFact.Offered(
        "inbound",
        "+491701234567",
        displayName,
        "1000",
        sipCallId,
        "127.0.0.1:5062",
        "test/1",
        "tutor@3");
  }

  /** A turn with every latency. */
  public static CallFact.TurnCompleted turn(int index, String said, String generated) {
    return new CallFact.TurnCompleted(
        index,
        1000L * index,
        said,
        generated,
        generated,
        false,
        new TurnLatency(500, 520, 640, 700, 720));
  }

  /** Appends a whole call: an offer, an answer, three turns, a digit, a decision, an end. */
  public static int wholeCall(CallJournal journal, CallId call, String displayName, String text) {
    TenantId tenant = TenantId.DEFAULT;
    journal.append(tenant, call, offered(displayName, "sip-" + call));
    journal.append(tenant, call, new CallFact.Answered(25, "PCMU"));
    journal.append(tenant, call, turn(0, "", "Hello."));
    journal.append(tenant, call, turn(1, text, "You said: " + text));
    journal.append(tenant, call, new CallFact.DigitPressed(2100, "5"));
    journal.append(
        tenant, call, new CallFact.Decided(2200, "listening", "end-of-turn", Map.of("text", text)));
    journal.append(tenant, call, new CallFact.ProviderUsed(2300, "llm", "embedded", "ok", 120));
    journal.append(
        tenant,
        call,
        new CallFact.QualityMeasured(new MediaQuality("PCMU", 500, 498, 1, 2, 0, 0, 0, 20, 1.5)));
    journal.append(tenant, call, new CallFact.Ended(EndReason.CALLER_HANGUP, "BYE", 200, 12_345));
    return 9;
  }
}
