/**
 * What a leg says: the queue an agent writes, the player its media loop reads, and the ledger of
 * what went out when. The queue's writing end belongs to the agent side, all else to the loop.
 */
@NullMarked
package io.parley.media.playout;

import org.jspecify.annotations.NullMarked;
