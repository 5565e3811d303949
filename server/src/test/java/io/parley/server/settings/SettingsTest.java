package io.parley.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class SettingsTest {
  private static final Path REFERENCE = Path.of("..", "config", "reference.yaml");

  @TempDir Path folder;

  @Test
  void referenceFileNamesEverySettingWithItsVariableAndDefault() throws IOException {
    String text = Files.readString(REFERENCE);
    for (SettingKey key : SettingKey.values()) {
      assertThat(text).contains("# " + key.variable() + ". ");
      assertThat(at(new Yaml().load(text), key.path())).hasToString(key.defaultText());
    }
  }

  @Test
  void referenceFileIsItselfAValidSettingsFile() {
    Settings settings =
        Settings.read(Map.of("PARLEY_CONFIG", REFERENCE.toAbsolutePath().toString()), folder);
    for (SettingKey key : SettingKey.values()) {
      assertThat(settings.text(key)).isEqualTo(key.defaultText());
    }
  }

  private static Object at(Object node, String path) {
    Object here = node;
    for (String name : path.split("\\.", -1)) {
      here = ((Map<?, ?>) here).get(name);
    }
    return here;
  }

  @Test
  void environmentWinsOverFileAndFileOverDefault() throws IOException {
    Files.writeString(folder.resolve("my.yaml"), "sip:\n  port: 5070\nhttp:\n  port: 8090\n");
    Settings settings =
        Settings.read(Map.of("PARLEY_CONFIG", "my.yaml", "PARLEY_SIP_PORT", "5080"), folder);
    assertThat(settings.number(SettingKey.SIP_PORT, 1, 65535)).isEqualTo(5080);
    assertThat(settings.number(SettingKey.HTTP_PORT, 1, 65535)).isEqualTo(8090);
    assertThat(settings.number(SettingKey.MAX_CALLS, 1, 10000)).isEqualTo(500);
  }

  @Test
  void wrongValueNamesKeyValueAndRemedy() {
    Settings settings = Settings.read(Map.of("PARLEY_SIP_PORT", "fife"), folder);
    assertThatThrownBy(() -> settings.number(SettingKey.SIP_PORT, 1, 65535))
        .hasMessage("PARLEY_SIP_PORT=fife (sip.port): must be a whole number, 1 to 65535");
    Settings choice = Settings.read(Map.of("PARLEY_SPEECH", "loud"), folder);
    assertThatThrownBy(() -> choice.choice(SettingKey.SPEECH, "auto", "native", "java"))
        .hasMessage("PARLEY_SPEECH=loud (speech.engine): must be one of auto, native, java");
  }

  @Test
  void unknownKeyInTheFileIsRefusedWithTheNearestOne() throws IOException {
    Files.writeString(folder.resolve("my.yaml"), "sip:\n  prot: 5070\n");
    assertThatThrownBy(() -> Settings.read(Map.of("PARLEY_CONFIG", "my.yaml"), folder))
        .hasMessageContaining("there is no setting sip.prot; did you mean sip.port");
  }

  @Test
  void unknownVariableIsToldWithTheNearestOne() {
    assertThat(Settings.read(Map.of("PARLEY_SIP_PROT", "1"), folder).warnings())
        .containsExactly(
            "PARLEY_SIP_PROT is not a setting and is ignored; did you mean PARLEY_SIP_PORT");
  }

  @Test
  void durationsCarryTheirUnit() {
    assertThat(Settings.read(Map.of(), folder).duration(SettingKey.DRAIN_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void secretsAndAddressesWithPasswordsAreMaskedWhenShown() {
    Settings settings =
        Settings.read(
            Map.of("OPENAI_API_KEY", "sk-1", "DATABASE_URL", "postgres://u:pw@h/db"), folder);
    assertThat(settings.effective())
        .containsEntry("llm.api-key", "***")
        .containsEntry("database.url", "***");
  }
}
