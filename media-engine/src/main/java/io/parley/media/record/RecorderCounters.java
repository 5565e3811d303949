package io.parley.media.record;

/**
 * The recorder as of now.
 *
 * @param running calls that are being recorded
 * @param begun recordings begun, and those recovered at the start
 * @param refused recordings that were not begun because the spool or the disk was full
 * @param failed recordings that ended early because their file could not be written
 * @param framesDropped frames replaced by silence because the disk was too slow
 * @param spoolBytes octets in the spool, as last looked at
 */
public record RecorderCounters(
    int running, long begun, long refused, long failed, long framesDropped, long spoolBytes) {}
