/**
 * Recordings once they are over: put where they are kept, put on record, handed out by links that
 * end, and deleted for good when their time is over or somebody says so.
 */
@NullMarked
package io.parley.control.recordings;

import org.jspecify.annotations.NullMarked;
