/**
 * Webhooks: what happens in calls, sent to a tenant's own servers. {@link
 * io.parley.control.webhooks.Outbox} writes what is to be sent in the transaction that stores what
 * happened, {@link io.parley.control.webhooks.LaneJob} sends it, in order within a call, and {@link
 * io.parley.control.webhooks.Targets} says where to. Stateless but for the database.
 */
@NullMarked
package io.parley.control.webhooks;

import org.jspecify.annotations.NullMarked;
