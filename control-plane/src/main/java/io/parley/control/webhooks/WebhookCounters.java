package io.parley.control.webhooks;

import java.util.concurrent.atomic.LongAdder;

/** Counters behind {@link WebhookStats}. Safe from any thread. */
final class WebhookCounters {
  final LongAdder enqueued = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder givenUp = new LongAdder();
  final LongAdder rests = new LongAdder();

  WebhookStats stats() {
    return new WebhookStats(
        enqueued.sum(), delivered.sum(), failed.sum(), refused.sum(), givenUp.sum(), rests.sum());
  }
}
