/** Tests of what the recorder leaves behind. */
@NullMarked
package io.parley.kernel.recording;

import org.jspecify.annotations.NullMarked;
