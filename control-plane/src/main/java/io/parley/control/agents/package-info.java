/**
 * Agents with their published versions, lessons, and the numbers that reach them. Those that read
 * and write rows are stateless and work within the transaction they are given; {@link
 * io.parley.control.agents.Directory} is what calls go by, owned by its own thread and read by any.
 */
@NullMarked
package io.parley.control.agents;

import org.jspecify.annotations.NullMarked;
