/**
 * Speech or not: detectors that judge a frame, and {@link io.parley.media.vad.SpeechEdges}, the
 * entry type, which turns frames into the start and end of speech. Every instance belongs to the
 * media loop of its leg.
 */
@NullMarked
package io.parley.media.vad;

import org.jspecify.annotations.NullMarked;
