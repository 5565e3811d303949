package io.parley.agent.think;

/**
 * What a {@link FallbackResponder} has decided since the start.
 *
 * @param first replies that the first responder completed
 * @param failed replies in which it failed
 * @param failedMidway of those, in which it had already said something
 * @param skipped turns in which it was not asked, because it had failed too often just before
 * @param second replies begun by the second responder
 */
public record FallbackCounts(
    long first, long failed, long failedMidway, long skipped, long second) {}
