/**
 * CMU Flite through the foreign-function API: the embedded voice where Debian's libflite1 is
 * installed. Native code runs on the speech threads only, one synthesis per voice at a time. Entry
 * type: {@link io.parley.agent.provider.flite.FliteSynthesizer}.
 */
@NullMarked
package io.parley.agent.provider.flite;

import org.jspecify.annotations.NullMarked;
