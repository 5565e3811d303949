package io.parley.control.webhooks;

/**
 * What became of webhooks since this process began.
 *
 * @param enqueued deliveries written
 * @param delivered deliveries the receiver took
 * @param failed attempts it did not take
 * @param refused of them, those whose target may not be sent to
 * @param givenUp deliveries that were too old at last
 * @param rests times a receiver was left alone
 */
public record WebhookStats(
    long enqueued, long delivered, long failed, long refused, long givenUp, long rests) {}
