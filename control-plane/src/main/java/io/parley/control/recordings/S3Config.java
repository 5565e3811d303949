package io.parley.control.recordings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An S3-compatible store. Immutable; prints no secret.
 *
 * @param bucket {@code PARLEY_S3_BUCKET}, which has to exist
 * @param endpoint {@code PARLEY_S3_ENDPOINT}; null for AWS itself
 * @param region {@code PARLEY_S3_REGION}
 */
public record S3Config(
    String bucket, @Nullable URI endpoint, String region, String accessKey, String secretKey) {
  /** Rejects what cannot work, naming the setting. */
  public S3Config {
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException(
          "PARLEY_S3_BUCKET=" + bucket + ": give the name of a bucket, as in parley-recordings");
    }
    if (region.isBlank()) {
      throw new IllegalArgumentException("PARLEY_S3_REGION is blank: give one, as in us-east-1");
    }
    if (accessKey.isBlank() || secretKey.isBlank()) {
      throw new IllegalArgumentException(
          "PARLEY_S3_BUCKET is set without credentials: set PARLEY_S3_ACCESS_KEY and"
              + " PARLEY_S3_SECRET_KEY");
    }
  }

  /** The config of settings as they are written; an empty endpoint is AWS. */
  public static S3Config of(
      String bucket, String endpoint, String region, String accessKey, String secretKey) {
    return new S3Config(
        bucket, endpoint.isEmpty() ? null : uri(endpoint), region, accessKey, secretKey);
  }

  private static URI uri(String endpoint) {
    try {
      URI uri = URI.create(endpoint);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong(endpoint), e);
    }
    throw new IllegalArgumentException(wrong(endpoint));
  }

  private static String wrong(String endpoint) {
    return "PARLEY_S3_ENDPOINT=" + endpoint + ": give a URL, as in https://s3.example.org";
  }

  @Override
  public String toString() {
    return "s3 bucket " + bucket + " at " + (endpoint == null ? "AWS " + region : endpoint);
  }
}
