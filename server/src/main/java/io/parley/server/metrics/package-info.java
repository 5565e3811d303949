/**
 * The owners' counters as Prometheus metrics: read by snapshot when scraped, on the HTTP thread
 * that asks.
 */
@NullMarked
package io.parley.server.metrics;

import org.jspecify.annotations.NullMarked;
