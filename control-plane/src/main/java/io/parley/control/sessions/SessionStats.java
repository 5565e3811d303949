package io.parley.control.sessions;

/**
 * What became of sessions since this process began.
 *
 * @param endedIdle sessions ended because nobody used them
 * @param audioFailures attempts to hear or answer a recording that failed
 * @param audioWaited looks that found more recordings due than may be heard at once
 */
public record SessionStats(long endedIdle, long audioFailures, long audioWaited) {}
