package io.parley.control.webhooks;

import io.parley.kernel.time.NanoClock;
import java.time.InstantSource;

/** The clocks webhooks go by: one for how long, one for when. */
public record WebhookTime(NanoClock clock, InstantSource wall) {}
