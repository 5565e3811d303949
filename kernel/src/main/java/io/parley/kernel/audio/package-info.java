/** PCM, its format, G.711 and WAV: pure functions over arrays. */
@NullMarked
package io.parley.kernel.audio;

import org.jspecify.annotations.NullMarked;
