package io.parley.media;

import io.parley.media.loop.LoopCounters;
import java.util.List;

/**
 * The media engine as of now.
 *
 * @param network how sockets are used: {@code native} or {@code nio}
 * @param portsInUse port pairs bound
 * @param portsFree port pairs that could be bound
 * @param foreign packets from others than the negotiated far end, dropped unread
 * @param pauses times the loop paused an utterance because the caller began to speak
 * @param leasesExpired pauses that ended by themselves because no order came
 */
public record MediaCounters(
    String network,
    int portsInUse,
    int portsFree,
    long packetsReceived,
    long packetsSent,
    long sendFailures,
    long lost,
    long late,
    long duplicate,
    long foreign,
    long malformed,
    long pauses,
    long leasesExpired,
    List<LoopCounters> loops) {}
