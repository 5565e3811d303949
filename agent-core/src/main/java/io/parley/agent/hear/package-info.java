/**
 * Speech to text: the port, what it is told to expect and what it answers. Values only; adapters
 * live in agent.provider.
 */
@NullMarked
package io.parley.agent.hear;

import org.jspecify.annotations.NullMarked;
