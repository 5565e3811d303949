/**
 * The node's append-only record of facts about calls: what is here survives the process and the
 * database. {@link io.parley.control.journal.FileJournal} is the entry. The {@code journal} thread
 * owns everything that writes; readers take committed positions only. JDK and Jackson, nothing
 * else.
 */
@NullMarked
package io.parley.control.journal;

import org.jspecify.annotations.NullMarked;
