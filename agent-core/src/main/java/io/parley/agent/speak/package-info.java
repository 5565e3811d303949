/** Text to speech: the port. Values only. */
@NullMarked
package io.parley.agent.speak;

import org.jspecify.annotations.NullMarked;
