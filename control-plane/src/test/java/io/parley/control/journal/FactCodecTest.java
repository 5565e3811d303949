package io.parley.control.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.media.MediaQuality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactCodecTest {
  static List<CallFact> facts() {
    return List.of(
        new CallFact.Offered("inbound", "a", "<b>", "1000", "id", "1.2.3.4:5", "ua", "tutor@1"),
        new CallFact.Answered(12, "PCMU"),
        new CallFact.TurnCompleted(
            1, 20, "said", "generated", "heard", true, new CallFact.TurnLatency(1, 2, 3, 4, 5)),
        new CallFact.Decided(9, "speaking", "resume", Map.of("words", "0")),
        new CallFact.OperatorSaid(7, "text", "te", true, "user:1"),
        new CallFact.ContextUpdated(6, Map.of("topic", "light", "level", ""), "key:2"),
        new CallFact.ToolCalled(6, 2, "end_call", "{}", "over"),
        new CallFact.DigitPressed(8, "#"),
        new CallFact.ProviderUsed(7, "stt", "pocketsphinx", "ok", 120),
        new CallFact.QualityMeasured(new MediaQuality("PCMA", 1, 2, 3, 4, 5, 6, 7, 8, 0.5)),
        new CallFact.Ended(EndReason.MEDIA_TIMEOUT, "no RTP for 30 s", 0, 40));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void everyKindOfFactSurvivesTheRoundTrip(CallFact fact) {
    assertThat(FactCodec.fact(FactCodec.kind(fact), FactCodec.body(fact))).isEqualTo(fact);
  }
}
