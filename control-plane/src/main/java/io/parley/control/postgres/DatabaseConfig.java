package io.parley.control.postgres;

import io.parley.control.postgres.EmbeddedDatabase.EmbeddedConfig;
import java.nio.file.Path;

/**
 * Which database is used.
 *
 * @param url {@code DATABASE_URL}: {@code postgres://} or {@code jdbc:postgresql:}; empty runs the
 *     embedded PostgreSQL
 */
public record DatabaseConfig(String url, EmbeddedConfig embedded) {
  /** Rejects an address that cannot work, naming the setting. */
  public DatabaseConfig {
    if (!url.isEmpty()) {
      DatabaseUrl.parse(url);
    }
  }

  /**
   * The database at {@code url}; the embedded one keeps to {@code dataFolder} with all it needs.
   */
  public static DatabaseConfig of(String url, Path dataFolder) {
    Path binaries = dataFolder.resolve("postgres-binaries");
    return new DatabaseConfig(url, new EmbeddedConfig(dataFolder, binaries, 0));
  }

  @Override
  public String toString() {
    return "DatabaseConfig[" + (url.isEmpty() ? "embedded" : "external") + "]";
  }
}
