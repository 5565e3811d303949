package io.parley.control.live;

import io.parley.control.journal.JournalLine;

/**
 * A fact on its way to those who listen.
 *
 * @param number counts the events of its tenant since this process began, from 1
 */
public record LiveEvent(long number, JournalLine.Entry entry) implements Told {}
