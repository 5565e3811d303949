package io.parley.kernel.id;

/** One organisation: every event, fact and row carries it. */
public record TenantId(String value) {
  /** The tenant of an installation that has made no other. */
  public static final TenantId DEFAULT = new TenantId("default");

  /** Rejects an empty name. */
  public TenantId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("tenant id is blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
