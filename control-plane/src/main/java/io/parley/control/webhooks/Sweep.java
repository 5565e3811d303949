package io.parley.control.webhooks;

import io.parley.kernel.id.TenantId;
import java.util.UUID;

/** A webhook whose old deliveries are cleared away. */
record Sweep(TenantId tenant, UUID webhook) {
  /** Names it in the queue. */
  static String of(TenantId tenant, UUID webhook) {
    return tenant.value() + "/" + webhook;
  }

  /** Reads what {@link #of} wrote. */
  static Sweep parse(String text) {
    String[] parts = text.split("/", -1);
    return new Sweep(new TenantId(parts[0]), UUID.fromString(parts[1]));
  }
}
