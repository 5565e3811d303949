package io.parley.server.settings;

/** Every setting there is: its key in a settings file, its environment variable, its default. */
public enum SettingKey {
  DATA_DIR("data.dir", "PARLEY_DATA_DIR", "./data"),
  LOG_LEVEL("log.level", "PARLEY_LOG_LEVEL", "info"),
  SIP_PORT("sip.port", "PARLEY_SIP_PORT", "5060"),
  SIP_BIND("sip.bind", "PARLEY_SIP_BIND", "127.0.0.1"),
  SIP_ALLOW("sip.allow", "PARLEY_SIP_ALLOW", "127.0.0.0/8,::1/128"),
  SIP_ADVERTISE("sip.advertise", "PARLEY_SIP_ADVERTISE", ""),
  RTP_PORTS("rtp.ports", "PARLEY_RTP_PORTS", "10000-19999"),
  RTP_BIND("rtp.bind", "PARLEY_RTP_BIND", ""),
  RTP_SILENT_LINE("rtp.silent-line", "PARLEY_RTP_SILENT_LINE", "30s"),
  HTTP_PORT("http.port", "PARLEY_HTTP_PORT", "8080"),
  HTTP_BIND("http.bind", "PARLEY_HTTP_BIND", "127.0.0.1"),
  MAX_CALLS("calls.max", "PARLEY_MAX_CALLS", "500"),
  DRAIN_TIMEOUT("calls.drain-timeout", "PARLEY_DRAIN_TIMEOUT", "30s"),
  DATABASE_URL("database.url", "DATABASE_URL", ""),
  SECRETS_KEY("secrets.key", "PARLEY_SECRETS_KEY", "", true),
  WEBHOOK_ALLOW("webhooks.allow", "PARLEY_WEBHOOK_ALLOW", ""),
  PROVIDER_ALLOW("providers.allow", "PARLEY_PROVIDER_ALLOW", ""),
  SPEECH("speech.engine", "PARLEY_SPEECH", "auto"),
  SPEECH_TALKERS("speech.talkers", "PARLEY_SPEECH_TALKERS", "8"),
  LESSON("tutor.lesson", "PARLEY_LESSON", "photosynthesis"),
  LESSONS_DIR("tutor.lessons-dir", "PARLEY_LESSONS_DIR", ""),
  RECORDING_SPOOL_MB("recording.spool-mb", "PARLEY_RECORDING_SPOOL_MB", "2048"),
  RECORDING_LINK_LIFE("recording.link-life", "PARLEY_RECORDING_LINK_LIFE", "1h"),
  S3_BUCKET("recording.s3.bucket", "PARLEY_S3_BUCKET", ""),
  S3_ENDPOINT("recording.s3.endpoint", "PARLEY_S3_ENDPOINT", ""),
  S3_REGION("recording.s3.region", "PARLEY_S3_REGION", "us-east-1"),
  S3_ACCESS_KEY("recording.s3.access-key", "PARLEY_S3_ACCESS_KEY", "", true),
  S3_SECRET_KEY("recording.s3.secret-key", "PARLEY_S3_SECRET_KEY", "", true),
  LLM_API_KEY("llm.api-key", "OPENAI_API_KEY", "", true),
  LLM_GROQ_API_KEY("llm.groq-api-key", "GROQ_API_KEY", "", true),
  LLM_BASE_URL("llm.base-url", "OPENAI_BASE_URL", ""),
  LLM_MODEL("llm.model", "PARLEY_LLM_MODEL", "");

  private final String path;
  private final String variable;
  private final String defaultText;
  private final boolean secret;

  SettingKey(String path, String variable, String defaultText) {
    this(path, variable, defaultText, false);
  }

  SettingKey(String path, String variable, String defaultText, boolean secret) {
    this.path = path;
    this.variable = variable;
    this.defaultText = defaultText;
    this.secret = secret;
  }

  /** The key in a settings file, dots for nesting: {@code sip.port}. */
  public String path() {
    return path;
  }

  /** The environment variable that overrides the file. */
  public String variable() {
    return variable;
  }

  /** The default as it would be written; empty: off, or derived from another setting. */
  public String defaultText() {
    return defaultText;
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return secret;
  }
}
