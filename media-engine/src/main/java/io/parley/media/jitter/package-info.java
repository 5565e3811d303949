/**
 * What lies between packets as they come and audio as it is needed: order, gaps and a delay line.
 * Every instance belongs to the media loop of its leg; time is an argument.
 */
@NullMarked
package io.parley.media.jitter;

import org.jspecify.annotations.NullMarked;
