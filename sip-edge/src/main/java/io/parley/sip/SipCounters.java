package io.parley.sip;

import io.parley.sip.jain.WireCounters;
import io.parley.sip.run.DeskCounters;

/**
 * What the edge has counted since it started.
 *
 * @param strandDropped signals that found their leg's strand full
 * @param strandFailed signals whose handling threw: bugs
 */
public record SipCounters(
    DeskCounters desk, WireCounters wire, long strandDropped, long strandFailed) {}
