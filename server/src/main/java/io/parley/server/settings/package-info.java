/**
 * Settings: environment before file before default, every one named in {@code
 * config/reference.yaml} (a test keeps that page complete). Read once by the main thread.
 */
@NullMarked
package io.parley.server.settings;

import org.jspecify.annotations.NullMarked;
