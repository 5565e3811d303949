package io.parley.control.postgres;

import io.parley.control.folder.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The embedded PostgreSQL's passwords, kept in a file of mode 0600 and made at first start. */
record PostgresSecrets(String superuser, String owner, String app) {
  static PostgresSecrets in(Path file) throws IOException {
    String text = PrivateFile.readOrCreate(file, PostgresSecrets::fresh);
    Map<String, String> values = new HashMap<>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new PostgresSecrets(
        required(values, file, "superuser"),
        required(values, file, "owner"),
        required(values, file, "app"));
  }

  private static String required(Map<String, String> values, Path file, String name)
      throws IOException {
    String value = values.getOrDefault(name, "");
    if (!value.matches("[0-9a-f]{32,}")) {
      throw new IOException(file + " has no password for " + name);
    }
    return value;
  }

  private static String fresh() {
    SecureRandom random = new SecureRandom();
    return "superuser=%s\nowner=%s\napp=%s"
        .formatted(password(random), password(random), password(random));
  }

  private static String password(SecureRandom random) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "***";
  }
}
