package io.parley.control.agents;

/**
 * What the directory knows.
 *
 * @param numbers of all tenants
 * @param agents published versions that these reach
 * @param trunks of all tenants
 * @param failedLooks how often the database or the file could not be used
 */
public record DirectoryState(int numbers, int agents, int trunks, long failedLooks) {}
