/**
 * The composition root: main, roles and wiring. Holds no logic; imports every room. Started and
 * closed by the main thread.
 */
@NullMarked
package io.parley.server;

import org.jspecify.annotations.NullMarked;
