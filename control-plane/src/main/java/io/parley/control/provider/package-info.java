/**
 * Credentials of providers of speech and language models: rows, the test that says what fails, and
 * keys that are changed. Begin with {@link io.parley.control.provider.Providers}.
 */
@NullMarked
package io.parley.control.provider;

import org.jspecify.annotations.NullMarked;
