package io.parley.control.live;

/** What a stream gives its reader. */
public sealed interface Told permits LiveEvent, LiveWords {}
