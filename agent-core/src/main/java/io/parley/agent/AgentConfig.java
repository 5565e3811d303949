package io.parley.agent;

import io.parley.agent.conversation.Rules;

/**
 * Limits of the agent role.
 *
 * @param maxCalls calls at a time; more are refused with 503
 * @param mailbox messages that may wait in one call's mailbox
 * @param hearingBlocks blocks of caller audio (60 to 100 ms) that may wait for a slow transcriber
 * @param deadlines how long each stage of a turn may take
 * @param lines what is said when a provider cannot
 */
public record AgentConfig(
    int maxCalls, int mailbox, int hearingBlocks, Rules.Deadlines deadlines, Rules.Lines lines) {
  /** What a fresh installation uses. */
  public static final AgentConfig DEFAULT =
      new AgentConfig(1_000, 512, 100, Rules.Deadlines.DEFAULT, Rules.Lines.ENGLISH);

  /** Rejects limits that let nothing through. */
  public AgentConfig {
    if (maxCalls < 1) {
      throw new IllegalArgumentException(
          "PARLEY_MAX_CALLS is " + maxCalls + ": give at least 1 call");
    }
    if (mailbox < 64 || hearingBlocks < 10) {
      throw new IllegalArgumentException(
          "mailbox " + mailbox + " or hearing " + hearingBlocks + " is too small for one call");
    }
  }

  /** The same with another number of calls. */
  public AgentConfig withMaxCalls(int calls) {
    return new AgentConfig(calls, mailbox, hearingBlocks, deadlines, lines);
  }
}
