package io.parley.sip.jain;

/**
 * What passed the socket.
 *
 * @param foreign datagrams from addresses that are not allowed, dropped unread
 * @param malformed datagrams that are no SIP message, refused with 400 where possible
 * @param deflecting requests whose answer would have gone somewhere else, dropped
 * @param lost admitted requests the stack had no transaction for
 * @param sendFailures messages the socket or the stack would not send
 * @param failures messages that made the stack throw
 * @param mutedLines lines of the stack's log that were not written
 * @param transactions server and client transactions the stack holds now
 */
public record WireCounters(
    long received,
    long sent,
    long foreign,
    long malformed,
    long deflecting,
    long lost,
    long sendFailures,
    long failures,
    long mutedLines,
    int transactions) {}
