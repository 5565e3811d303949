package io.parley.sip.run;

import java.util.Map;

/**
 * What the legs have done.
 *
 * @param refused SIP status to count
 * @param setupUs INVITE read to 200 sent: upper bound in microseconds to count, not cumulative
 * @param okRepeats times a 200 was sent again because its ACK had not come
 * @param requestRepeats INVITEs that came again after their transaction had ended
 * @param overCalls calls refused because their organisation or trunk had as many as it may
 * @param overRate calls refused because too many had begun within a second
 * @param activeCalls calls that count against the capacity
 * @param legs legs that are not forgotten yet, with those still settling BYE or media
 */
public record DeskCounters(
    long invites,
    long answered,
    Map<Integer, Long> refused,
    Map<Long, Long> setupUs,
    long okRepeats,
    long requestRepeats,
    long overCalls,
    long overRate,
    int activeCalls,
    int legs) {}
