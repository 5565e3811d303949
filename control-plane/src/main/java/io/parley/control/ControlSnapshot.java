package io.parley.control;

import io.parley.control.journal.JournalStats;

/** The control plane's counters as of now. */
public record ControlSnapshot(JournalStats journal) {}
