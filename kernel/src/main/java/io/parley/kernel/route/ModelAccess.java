package io.parley.kernel.route;

/**
 * How a tenant's own language model is reached. Never printed whole.
 *
 * @param baseUrl up to and without {@code /chat/completions}
 * @param apiKey empty for servers that need none
 * @param revision another one says that the rest may have changed
 */
public record ModelAccess(String baseUrl, String model, String apiKey, long revision) {
  @Override
  public String toString() {
    return "ModelAccess[" + model + " at " + baseUrl + ", apiKey=***, revision=" + revision + "]";
  }
}
