/**
 * Documents that people write and the platform keeps: their schemas, what is wrong with them, how
 * two of them differ. {@link io.parley.control.document.Schema} is the entry; all of it is pure but
 * for the keys of repeated requests, which are rows of the database.
 */
@NullMarked
package io.parley.control.document;

import org.jspecify.annotations.NullMarked;
