package io.parley.control.ship;

/**
 * How the shipper does.
 *
 * @param degraded the store did not take the last batch, or has never been reached
 * @param detail one line when degraded
 * @param backlogFacts facts on disk that are not stored yet
 * @param oldestWallMs when the oldest of them was appended, milliseconds since 1970; 0 when none
 * @param shipped facts handed over since the start
 * @param failures batches the store did not take
 * @param unacceptable facts the store can never hold; they stay in the journal's log line only
 * @param damaged journal lines that failed their checksum
 */
public record ShipState(
    boolean degraded,
    String detail,
    long backlogFacts,
    long oldestWallMs,
    long shipped,
    long failures,
    long unacceptable,
    long damaged) {}
