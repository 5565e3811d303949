package io.parley.control.recordings;

import io.parley.control.recordings.RecordingStore.Place;
import io.parley.control.store.CallRecord;

/**
 * A recording on record, and where it is.
 *
 * @param node that has it, when the store is a folder
 * @param marked whether it is to be deleted, and that is on record
 */
public record Kept(
    CallRecord.Recording recording,
    String node,
    String store,
    Place sound,
    Place peaks,
    boolean marked) {}
