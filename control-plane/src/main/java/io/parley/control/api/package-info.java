/**
 * The HTTP side: REST API, health, metrics and the console's pages, on virtual threads. {@link
 * io.parley.control.api.HttpServer} is the entry; request threads own nothing: they read the
 * database and snapshots and send orders.
 */
@NullMarked
package io.parley.control.api;

import org.jspecify.annotations.NullMarked;
