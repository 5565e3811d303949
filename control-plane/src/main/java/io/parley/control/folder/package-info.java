/** Small files in the data folder that only this user may read. Owned by whoever starts. */
@NullMarked
package io.parley.control.folder;

import org.jspecify.annotations.NullMarked;
