/** What a recorder leaves behind for whoever keeps recordings: files in a folder, and notes. */
@NullMarked
package io.parley.kernel.recording;

import org.jspecify.annotations.NullMarked;
