package io.parley.agent.run;

import io.parley.agent.conversation.Rules;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.link.EdgeSide;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Timers;

/**
 * What every call of an agent process shares.
 *
 * @param mailbox places in a call's mailbox
 * @param hearing blocks of caller audio kept while a transcriber is slow
 */
public record CallSetup(
    EdgeSide edge,
    CallJournal journal,
    Timers timers,
    NanoClock clock,
    Workers workers,
    Rules.Deadlines deadlines,
    Rules.Lines lines,
    int mailbox,
    int hearing) {}
