/**
 * The API's description of itself (OpenAPI 3.1), made from the controllers by reflection. {@link
 * io.parley.control.openapi.OpenApi} is the entry; immutable but for what one description is put
 * together in, by one thread.
 */
@NullMarked
package io.parley.control.openapi;

import org.jspecify.annotations.NullMarked;
