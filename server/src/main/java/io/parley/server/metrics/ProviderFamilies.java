package io.parley.server.metrics;

import io.parley.agent.hear.Transcriber;
import io.parley.agent.provider.openai.OpenAiCounts;
import io.parley.agent.provider.pocketsphinx.PocketsphinxTranscriber;
import io.parley.agent.provider.sphinx4.Sphinx4Transcriber;
import io.parley.agent.think.FallbackCounts;
import java.util.Map;

/** What providers count about themselves, as metric families. Stateless. */
public final class ProviderFamilies {
  private ProviderFamilies() {}

  /** What the embedded recogniser counts. */
  public static Families ears(Transcriber transcriber) {
    return switch (transcriber) {
      case PocketsphinxTranscriber ears ->
          ears(
              ears.counters().grammarOnly(),
              ears.counters().refused(),
              ears.counters().droppedPieces());
      case Sphinx4Transcriber ears ->
          ears(
              ears.counters().grammarOnly(),
              ears.counters().unheard(),
              ears.counters().droppedPieces());
      default -> new Families();
    };
  }

  private static Families ears(long grammarOnly, long unheard, long droppedPieces) {
    return new Families()
        .counter(
            "parley_recogniser_grammar_only",
            "Utterances heard by the grammar alone, all language models being in use.",
            grammarOnly)
        .counter(
            "parley_recogniser_unheard",
            "Utterances for which no recogniser's grammar was free.",
            unheard)
        .counter(
            "parley_recogniser_pieces_dropped",
            "Pieces of audio a recogniser that fell behind missed.",
            droppedPieces);
  }

  /** What was asked of the language model, and how the embedded tutor stood in for it. */
  public static Families model(OpenAiCounts model, FallbackCounts fallback) {
    return new Families()
        .counters(
            "parley_model_replies",
            "Requests to the language model by how they ended.",
            "outcome",
            Map.of(
                "answered", model.answered(),
                "busy", model.busy(),
                "cancelled", model.cancelled(),
                "refused", model.refused(),
                "unavailable", model.unavailable()))
        .counters(
            "parley_model_tokens",
            "Tokens as the model's server reports them.",
            "direction",
            Map.of("prompt", model.promptTokens(), "reply", model.replyTokens()))
        .counters(
            "parley_fallback_turns",
            "Turns by who answered them.",
            "by",
            Map.of("model", fallback.first(), "tutor", fallback.second()))
        .counter(
            "parley_fallback_midway",
            "Replies the model broke off after it had said something.",
            fallback.failedMidway())
        .counter(
            "parley_fallback_skipped",
            "Turns in which the model was left alone, having failed just before.",
            fallback.skipped());
  }
}
