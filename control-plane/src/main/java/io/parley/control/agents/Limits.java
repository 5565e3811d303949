package io.parley.control.agents;

import org.jspecify.annotations.Nullable;

/**
 * What an organisation may use.
 *
 * @param maxCalls at a time; null: as many as the installation takes
 * @param callsPerSecond new ones; null: as many as the installation takes
 * @param apiRequestsPerMinute of all its people and keys; null: {@link #API_REQUESTS}
 * @param apiRequestsPerMinutePerCredential of one person or key; null: {@link
 *     #API_REQUESTS_PER_CREDENTIAL}
 */
public record Limits(
    @Nullable Integer maxCalls,
    @Nullable Integer callsPerSecond,
    @Nullable Integer apiRequestsPerMinute,
    @Nullable Integer apiRequestsPerMinutePerCredential) {
  /** Requests a minute of an organisation that has no limit of its own. */
  public static final int API_REQUESTS = 12_000;

  /** Requests a minute of one person or key, where nothing else is said. */
  public static final int API_REQUESTS_PER_CREDENTIAL = 6_000;

  /** What an organisation has that says nothing. */
  public static final Limits NONE = new Limits(null, null, null, null);

  /** Requests a minute of all together. */
  public int requests() {
    return apiRequestsPerMinute == null ? API_REQUESTS : apiRequestsPerMinute;
  }

  /** Requests a minute of one credential, never more than of all together. */
  public int requestsPerCredential() {
    int own =
        apiRequestsPerMinutePerCredential == null
            ? API_REQUESTS_PER_CREDENTIAL
            : apiRequestsPerMinutePerCredential;
    return Math.min(own, requests());
  }
}
