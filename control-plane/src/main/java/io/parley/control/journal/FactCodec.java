package io.parley.control.journal;

import io.parley.kernel.call.CallFact;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Facts to JSON and back, each under a stable kind name. Immutable, safe from any thread. */
public final class FactCodec {
  private static final Map<String, Class<? extends CallFact>> KINDS =
      Map.ofEntries(
          Map.entry("recording-ready", CallFact.RecordingReady.class),
          Map.entry("offered", CallFact.Offered.class),
          Map.entry("answered", CallFact.Answered.class),
          Map.entry("turn-completed", CallFact.TurnCompleted.class),
          Map.entry("decided", CallFact.Decided.class),
          Map.entry("operator-said", CallFact.OperatorSaid.class),
          Map.entry("context-updated", CallFact.ContextUpdated.class),
          Map.entry("digit-pressed", CallFact.DigitPressed.class),
          Map.entry("provider-used", CallFact.ProviderUsed.class),
          Map.entry("quality-measured", CallFact.QualityMeasured.class),
          Map.entry("ended", CallFact.Ended.class),
          Map.entry("tool-called", CallFact.ToolCalled.class));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private FactCodec() {}

  /** The stable name of a fact's kind. */
  public static String kind(CallFact fact) {
    return switch (fact) {
      case CallFact.Offered _ -> "offered";
      case CallFact.Answered _ -> "answered";
      case CallFact.TurnCompleted _ -> "turn-completed";
      case CallFact.Decided _ -> "decided";
      case CallFact.OperatorSaid _ -> "operator-said";
      case CallFact.ContextUpdated _ -> "context-updated";
      case CallFact.ToolCalled _ -> "tool-called";
      case CallFact.DigitPressed _ -> "digit-pressed";
      case CallFact.ProviderUsed _ -> "provider-used";
      case CallFact.QualityMeasured _ -> "quality-measured";
      case CallFact.RecordingReady _ -> "recording-ready";
      case CallFact.Ended _ -> "ended";
    };
  }

  /** The components of a fact as a JSON object. */
  public static JsonNode body(CallFact fact) {
    return Texts.clean(JSON.valueToTree(fact));
  }

  /** The fact as it is once it was kept: every string made fit. */
  public static CallFact clean(CallFact fact) {
    return JSON.treeToValue(body(fact), fact.getClass());
  }

  /** The fact of this kind whose body is this JSON; null as in {@link #fact}. */
  public static @Nullable CallFact read(String kind, String body) {
    return fact(kind, JSON.readTree(body));
  }

  /** The fact of this kind and body, or null when there is no such kind or it does not fit. */
  static @Nullable CallFact fact(String kind, JsonNode body) {
    Class<? extends CallFact> type = KINDS.get(kind);
    if (type == null) {
      return null;
    }
    try {
      return JSON.treeToValue(body, type);
    } catch (JacksonException _) {
      return null;
    }
  }

  static JsonMapper json() {
    return JSON;
  }
}
