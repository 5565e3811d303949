package io.parley.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadArgumentsTest {
  private static LoadOptions parse(String... arguments) {
    return new LoadArguments(Map.of()).parse(arguments);
  }

  @Test
  void dialsTheNumberOfTheScenario() {
    assertThat(parse("--scenario", "v2v").number()).isEqualTo("9198");
    assertThat(parse("--scenario", "barge").count()).isEqualTo(50);
    assertThat(parse("--scenario", "stream", "--number", "9197").number()).isEqualTo("9197");
  }

  @Test
  void readsFiguresWithTheirUnits() {
    LoadOptions options = parse("--calls", "300", "--rate", "12.5", "--steady", "30", "--pid", "1");
    assertThat(options.calls()).isEqualTo(300);
    assertThat(options.rate()).isEqualTo(12.5);
    assertThat(options.steady()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.pid()).isEqualTo(1L);
    assertThat(options.hold()).isZero();
    LoadOptions listed = parse("--hold", "2.5", "--call-ids", "calls.txt");
    assertThat(listed.hold()).isEqualTo(Duration.ofMillis(2_500));
    assertThat(listed.callIds()).isEqualTo(Path.of("calls.txt"));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> parse("--scenario", "x")).hasMessageContaining("stream, v2v");
    assertThatThrownBy(() -> parse("--calls", "0")).hasMessageContaining("--calls 0");
    assertThatThrownBy(() -> parse("--what", "1")).hasMessageContaining("--what is not known");
  }
}
