/**
 * JMH benchmarks of the hot paths, one per type on them, each proving that nothing is allocated.
 * Entry point: {@link io.parley.bench.Bench}; JMH's own threads own everything.
 */
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
