/**
 * CMU Sphinx-4, pure Java: the embedded recogniser where no native one is installed. A recogniser
 * is touched by one speech thread at a time.
 */
@NullMarked
package io.parley.agent.provider.sphinx4;

import org.jspecify.annotations.NullMarked;
