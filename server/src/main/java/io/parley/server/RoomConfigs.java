package io.parley.server;

import io.parley.agent.provider.openai.OpenAiConfig;
import io.parley.agent.speech.SpeechConfig;
import io.parley.control.ControlConfig;
import io.parley.control.HttpConfig;
import io.parley.control.postgres.DatabaseConfig;
import io.parley.control.provider.Providers;
import io.parley.control.recordings.RecordingsConfig;
import io.parley.control.recordings.S3Config;
import io.parley.control.webhooks.WebhookConfig;
import io.parley.media.MediaConfig;
import io.parley.media.record.RecorderConfig;
import io.parley.server.settings.SettingError;
import io.parley.server.settings.SettingKey;
import io.parley.server.settings.Settings;
import io.parley.sip.SipConfig;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** Each room's config, from the settings. A wrong one ends the start with its one line. */
record RoomConfigs(
    SipConfig sip, MediaConfig media, RecorderConfig recorder, ControlConfig control) {
  private static final int MAX_PORT = 65535;
  private static final int MOST_CALLS = 10_000;

  /** Reads them all, before anything is started. */
  static RoomConfigs of(Settings settings, Path data) {
    return new RoomConfigs(
        checked(() -> sip(settings)),
        checked(() -> media(settings)),
        checked(() -> recorder(settings, data)),
        checked(() -> control(settings, data)));
  }

  private static SipConfig sip(Settings settings) {
    return SipConfig.defaults()
        .at(settings.text(SettingKey.SIP_BIND), settings.number(SettingKey.SIP_PORT, 1, MAX_PORT))
        .advertising(settings.text(SettingKey.SIP_ADVERTISE))
        .allowing(Arrays.asList(settings.text(SettingKey.SIP_ALLOW).split("\\s*,\\s*", -1)))
        .holding(settings.number(SettingKey.MAX_CALLS, 1, MOST_CALLS));
  }

  private static MediaConfig media(Settings settings) {
    SettingKey bind =
        settings.text(SettingKey.RTP_BIND).isEmpty() ? SettingKey.SIP_BIND : SettingKey.RTP_BIND;
    InetAddress host = settings.parsed(bind, InetAddress::ofLiteral);
    Duration silentLine = settings.duration(SettingKey.RTP_SILENT_LINE);
    int cores = Runtime.getRuntime().availableProcessors();
    MediaConfig config = MediaConfig.of(host, settings.text(SettingKey.RTP_PORTS), cores);
    return new MediaConfig(
        host, config.firstPort(), config.lastPort(), config.loops(), config.portRest(), silentLine);
  }

  /** The control plane's config. */
  static ControlConfig control(Settings settings, Path data) {
    return new ControlConfig(
        data,
        new HttpConfig(
            settings.text(SettingKey.HTTP_BIND),
            settings.number(SettingKey.HTTP_PORT, 1, MAX_PORT)),
        DatabaseConfig.of(settings.text(SettingKey.DATABASE_URL), data),
        settings.text(SettingKey.SECRETS_KEY),
        WebhookConfig.allowing(settings.text(SettingKey.WEBHOOK_ALLOW)),
        recordings(settings, data),
        Providers.networks(settings.text(SettingKey.PROVIDER_ALLOW)));
  }

  private static RecordingsConfig recordings(Settings settings, Path data) {
    RecordingsConfig usual = RecordingsConfig.below(data);
    String bucket = settings.text(SettingKey.S3_BUCKET);
    return new RecordingsConfig(
        usual.spool(),
        usual.folder(),
        settings.duration(SettingKey.RECORDING_LINK_LIFE),
        bucket.isEmpty()
            ? null
            : S3Config.of(
                bucket,
                settings.text(SettingKey.S3_ENDPOINT),
                settings.text(SettingKey.S3_REGION),
                settings.text(SettingKey.S3_ACCESS_KEY),
                settings.text(SettingKey.S3_SECRET_KEY)));
  }

  private static RecorderConfig recorder(Settings settings, Path data) {
    int megabytes = settings.number(SettingKey.RECORDING_SPOOL_MB, 1, 10_000_000);
    return RecorderConfig.of(RecordingsConfig.spoolBelow(data), (long) megabytes << 20);
  }

  /** The speech engines' config. */
  static SpeechConfig speech(Settings settings, Path data) {
    return checked(() -> {
      SpeechConfig config = SpeechConfig.defaults(data, Runtime.getRuntime().availableProcessors());
      String mode = settings.choice(SettingKey.SPEECH, "auto", "native", "java");
      return new SpeechConfig(
          SpeechConfig.Mode.of(mode),
          settings.number(SettingKey.SPEECH_TALKERS, 1, 64),
          config.threads(),
          config.workFolder(),
          config.modelFolder(),
          config.voice());
    });
  }

  /** The language model's config, when one is set. */
  static Optional<OpenAiConfig> model(Settings settings) {
    return checked(() ->
        OpenAiConfig.of(
            settings.text(SettingKey.LLM_API_KEY),
            settings.text(SettingKey.LLM_GROQ_API_KEY),
            settings.text(SettingKey.LLM_BASE_URL),
            settings.text(SettingKey.LLM_MODEL)));
  }

  private static <T> T checked(Supplier<T> config) {
    try {
      return config.get();
    } catch (IllegalArgumentException e) {
      throw new SettingError(String.valueOf(e.getMessage()));
    }
  }

  /** The line that says where calls and browsers are taken. */
  String readyLine() {
    return "READY sip=%s:%d console=http://%s:%d"
        .formatted(sip.bind(), sip.port(), control.http().bind(), control.http().port());
  }
}
