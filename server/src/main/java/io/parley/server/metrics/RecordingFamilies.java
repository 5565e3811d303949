package io.parley.server.metrics;

import io.parley.control.recordings.KeeperState;
import io.parley.media.record.RecorderCounters;

/** What recorder and keeper of recordings count, as metric families. Stateless. */
public final class RecordingFamilies {
  private RecordingFamilies() {}

  /** Both of them. */
  public static Families of(RecorderCounters recorder, KeeperState keeper) {
    return new Families()
        .gauge("parley_recordings_running", "Calls being recorded.", recorder.running())
        .counter("parley_recordings_begun", "Recordings begun or recovered.", recorder.begun())
        .counter(
            "parley_recordings_refused",
            "Recordings not begun because spool or disk was full.",
            recorder.refused())
        .counter(
            "parley_recordings_cut_short",
            "Recordings that ended early because of the disk.",
            recorder.failed())
        .counter(
            "parley_recording_frames_dropped",
            "Frames replaced by silence because of the disk.",
            recorder.framesDropped())
        .gauge("parley_recording_spool_bytes", "Octets in the spool.", recorder.spoolBytes())
        .gauge("parley_recordings_waiting", "Recordings not on record yet.", keeper.waiting())
        .counter("parley_recordings_kept", "Recordings put on record.", keeper.kept())
        .counter("parley_recordings_removed", "Recordings deleted for good.", keeper.removed())
        .counter(
            "parley_recordings_store_failures",
            "Tries that found store or database away.",
            keeper.failures())
        .counter(
            "parley_recordings_set_aside",
            "Recordings that can never be put on record.",
            keeper.setAside());
  }
}
