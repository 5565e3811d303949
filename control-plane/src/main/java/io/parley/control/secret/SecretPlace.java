package io.parley.control.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.kernel.id.TenantId;

/**
 * Where a secret is kept. It is bound to its place: copied to another row, field or tenant it does
 * not open.
 *
 * @param row the row's key within its tenant
 */
public record SecretPlace(TenantId tenant, String table, String row, String field) {
  /** Refuses what could be taken for another place. */
  public SecretPlace {
    if ((table + row + field).indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a place has no NUL in it");
    }
  }

  byte[] authenticated() {
    return String.join("\0", "parley-secret-1", tenant.value(), table, row, field).getBytes(UTF_8);
  }
}
