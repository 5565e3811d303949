package io.parley.control.agents;

import org.jspecify.annotations.Nullable;

/**
 * A tenant's credential of a provider, as the directory knows it: its key sealed.
 *
 * @param provider name of the provider
 * @param baseUrl empty: the provider's own
 * @param model empty: the provider's usual one
 * @param secret null when there is no key
 */
public record SealedCredential(
    String tenant,
    String name,
    String provider,
    String baseUrl,
    String model,
    @Nullable String secret,
    long revision) {}
