/**
 * The console's first pages, written on the server: {@link io.parley.control.page.Pages}. Pure
 * functions from records to HTML; everything that is not markup of ours is escaped.
 */
@NullMarked
package io.parley.control.page;

import org.jspecify.annotations.NullMarked;
