/**
 * One call from the terminal: {@code ./parley call}. Owned by the main thread; only the transcript
 * poller has a thread of its own.
 */
@NullMarked
package io.parley.loadtests.call;

import org.jspecify.annotations.NullMarked;
