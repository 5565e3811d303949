package io.parley.kernel.media;

/**
 * How the media of a leg went, counted at our end.
 *
 * @param lost packets missing by sequence number, after reordering
 * @param late packets that came after their place was concealed
 * @param duplicate packets that came twice
 * @param foreign packets from another source than the negotiated one, dropped unread
 * @param malformed packets that are no RTP of this leg
 * @param concealedMs audio made up for what was missing
 * @param jitterMs interarrival jitter at the end (RFC 3550 6.4.1)
 */
public record MediaQuality(
    String codec,
    long packetsReceived,
    long packetsSent,
    long lost,
    long late,
    long duplicate,
    long foreign,
    long malformed,
    long concealedMs,
    double jitterMs) {}
