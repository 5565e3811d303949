/** What tests of every module share: a clock and timers moved by hand, and an allocation meter. */
@NullMarked
package io.parley.testsupport;

import org.jspecify.annotations.NullMarked;
