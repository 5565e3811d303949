package io.parley.agent.provider.openai;

/**
 * What was asked of the model since the start.
 *
 * @param asked requests sent, tries counted once
 * @param answered replies that were complete
 * @param cancelled replies stopped by us, because the caller spoke or hung up
 * @param refused faults that the configuration must remove
 * @param busy faults of a limit, HTTP 429
 * @param unavailable faults of server, network or deadline
 * @param replyTokens as reported by the server
 */
public record OpenAiCounts(
    long asked,
    long answered,
    long cancelled,
    long refused,
    long busy,
    long unavailable,
    long promptTokens,
    long replyTokens) {}
