/**
 * CMU Pocketsphinx through the foreign-function API: the embedded recogniser where Debian's
 * libpocketsphinx3 and its model are installed. A decoder is touched by one speech thread at a
 * time. Entry type: {@link io.parley.agent.provider.pocketsphinx.PocketsphinxTranscriber}.
 */
@NullMarked
package io.parley.agent.provider.pocketsphinx;

import org.jspecify.annotations.NullMarked;
