package io.parley.control.recordings;

/** What the API needs to hand recordings out. */
public record RecordingAccess(RecordingVault vault, RecordingLinks links) {}
