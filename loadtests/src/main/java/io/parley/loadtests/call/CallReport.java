package io.parley.loadtests.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A call's outcome as JSON. For one thread. */
final class CallReport {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CallReport() {}

  static String json(CallOutcome outcome, String target, List<TranscriptPoller.Line> words) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("result", outcome.failure() == null ? "ok" : "failed");
    root.put("failure", outcome.failure());
    root.put("target", target);
    root.put("sip_call_id", outcome.sipCallId());
    root.put("status", outcome.status());
    root.put("ended", outcome.end().name().toLowerCase(java.util.Locale.ROOT));
    root.put("answer_ms", rounded(outcome.answerMs()));
    root.put("first_audio_ms", rounded(outcome.firstAudioMs()));
    root.put("talked_ms", rounded(outcome.talkedMs()));
    root.put("turns", outcome.turns().stream().map(CallReport::turn).toList());
    root.put(
        "rtp",
        Map.of("sent", outcome.sent(), "received", outcome.received(), "lost", outcome.lost()));
    root.put("transcript", transcript(words));
    return JSON.writeValueAsString(root);
  }

  private static Map<String, @Nullable Object> turn(Turn turn) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("said", turn.step.label());
    out.put("reply_ms", rounded(turn.replyMs()));
    out.put("barge_in_ms", rounded(turn.bargeInMs()));
    boolean closed = turn.replyNs != 0 && turn.replyEndNs != 0;
    out.put("reply_for_ms", closed ? rounded((turn.replyEndNs - turn.replyNs) / 1e6) : null);
    return out;
  }

  private static List<Map<String, Object>> transcript(List<TranscriptPoller.Line> words) {
    List<Map<String, Object>> out = new ArrayList<>();
    for (TranscriptPoller.Line line : words) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("role", line.role());
      entry.put("text", line.text());
      entry.put("heard", line.heard());
      entry.put("at_ms", line.atMs());
      out.add(entry);
    }
    return out;
  }

  private static @Nullable Double rounded(@Nullable Double ms) {
    return ms == null ? null : Math.round(ms * 10) / 10.0;
  }
}
