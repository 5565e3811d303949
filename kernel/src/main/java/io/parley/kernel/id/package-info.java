/** Identities: one conversation, one leg of it, one utterance in it. */
@NullMarked
package io.parley.kernel.id;

import org.jspecify.annotations.NullMarked;
