/**
 * An organisation's own settings: its name and what it may use. Begin with {@link
 * io.parley.control.organisation.Organisations}.
 */
@NullMarked
package io.parley.control.organisation;

import org.jspecify.annotations.NullMarked;
