package io.parley.server.settings;

/** A setting that cannot be used: one line that names the key, the value and the remedy. */
public final class SettingError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The whole line. */
  public SettingError(String line) {
    super(line);
  }

  /** {@code shown} is the value as it may be shown. */
  static SettingError of(SettingKey key, String shown, String remedy) {
    return new SettingError("%s=%s (%s): %s".formatted(key.variable(), shown, key.path(), remedy));
  }
}
