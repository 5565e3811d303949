/**
 * Sound on this side of the wire: WAV files, voices, levels, resampling. Nobody's thread: values
 * in, values out.
 */
@NullMarked
package io.parley.loadtests.audio;

import org.jspecify.annotations.NullMarked;
