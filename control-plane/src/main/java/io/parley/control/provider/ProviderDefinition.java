package io.parley.control.provider;

/**
 * A credential as it is shown: never with its key.
 *
 * @param baseUrl empty: the provider's own
 * @param model empty: the provider's small fast one
 * @param keyEnd the last four characters of a key that is long enough for it
 */
public record ProviderDefinition(
    String name,
    String label,
    String provider,
    String baseUrl,
    String model,
    boolean keySet,
    String keyEnd) {
  ProviderKind kind() {
    return ProviderKind.of(provider);
  }
}
