package io.parley.control.journal;

/**
 * What the journal has done since it was started.
 *
 * @param taken facts accepted
 * @param refused facts turned away because the lane or the folder was full, or after the close
 * @param waiting facts accepted and not yet handed to the disk
 * @param committed facts known to be on disk
 * @param syncs group commits
 * @param failures writes that failed
 * @param failing the disk refuses at the moment; facts wait in memory
 * @param full the folder has reached its limit: only ends are taken
 * @param openCalls calls without an end
 * @param wordsDropped times that what was being said was not told, for want of room
 */
public record JournalStats(
    long taken,
    long refused,
    long waiting,
    long committed,
    long syncs,
    long failures,
    boolean failing,
    boolean full,
    int openCalls,
    long wordsDropped) {}
