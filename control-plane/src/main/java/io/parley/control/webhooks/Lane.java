package io.parley.control.webhooks;

import io.parley.kernel.id.TenantId;
import java.util.UUID;

/**
 * What is sent one after the other: the deliveries of one call to one webhook, or a single test or
 * replay.
 *
 * @param of the call, or the delivery
 */
record Lane(TenantId tenant, UUID webhook, UUID of) {
  /** Reads what {@link #text} wrote. */
  static Lane parse(String text) {
    String[] parts = text.split("/", -1);
    return new Lane(new TenantId(parts[0]), UUID.fromString(parts[1]), UUID.fromString(parts[2]));
  }

  /** How every lane of a webhook begins. */
  static String prefix(TenantId tenant, UUID webhook) {
    return tenant.value() + "/" + webhook + "/";
  }

  /** Names it in the queue. */
  String text() {
    return prefix(tenant, webhook) + of;
  }
}
