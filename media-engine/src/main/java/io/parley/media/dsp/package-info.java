/**
 * Audio stages over {@code short[]} frames, in place and without allocation. Every instance belongs
 * to the media loop of its leg.
 */
@NullMarked
package io.parley.media.dsp;

import org.jspecify.annotations.NullMarked;
