/** What to say next: the port that answers a turn, embedded or by a language model. Values only. */
@NullMarked
package io.parley.agent.think;

import org.jspecify.annotations.NullMarked;
