package io.parley.agent;

/**
 * What the agent role has seen since its start.
 *
 * @param live calls now
 * @param taken calls taken
 * @param refused calls refused: no such agent, or too many calls
 * @param audioDropped blocks of caller audio dropped because a transcriber was slow
 * @param mailRefused messages refused because a mailbox was full
 */
public record AgentCounters(
    long live, long taken, long refused, long audioDropped, long mailRefused) {}
