package io.parley.sip.run;

import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Timers;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Time and chance.
 *
 * @param wall for call ids and start times only
 * @param random makes tags; unguessable in production
 */
public record EdgeTime(
    NanoClock clock, Timers timers, InstantSource wall, RandomGenerator random) {}
