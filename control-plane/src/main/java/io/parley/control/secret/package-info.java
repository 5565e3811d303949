/**
 * Secrets that have to be given back in clear, encrypted wherever they are kept: the keys, the box
 * that seals and opens. Begin with {@link io.parley.control.secret.SecretBox}.
 */
@NullMarked
package io.parley.control.secret;

import org.jspecify.annotations.NullMarked;
