package io.parley.control.recordings;

/**
 * The keeper of recordings as of now.
 *
 * @param waiting recordings in the spool that are over and not on record yet
 * @param kept recordings put on record
 * @param removed recordings deleted for good because their time was over or somebody said so
 * @param failures tries that failed because the store or the database was away
 * @param setAside recordings that can never be put on record; they stay in the spool for a person
 * @param detail why recordings wait; empty when they do not
 */
public record KeeperState(
    int waiting, long kept, long removed, long failures, long setAside, String detail) {}
