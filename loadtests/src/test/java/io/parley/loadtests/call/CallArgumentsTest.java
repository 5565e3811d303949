package io.parley.loadtests.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallArgumentsTest {
  private static CallOptions parse(String... arguments) {
    return new CallArguments(Map.of("PARLEY_SIP_PORT", "5070")).parse(arguments);
  }

  @Test
  void callsTheTutorWithADemonstrationWhenNothingIsAskedFor() {
    CallOptions options = parse();
    assertThat(options.target()).isEqualTo("sip:1000@127.0.0.1:5070");
    assertThat(options.steps()).hasSize(3);
  }

  @Test
  void takesAnyAddress() {
    CallOptions options = parse("sip:bob@192.0.2.1:5099;transport=udp");
    assertThat(options.target()).isEqualTo("sip:bob@192.0.2.1:5099");
    assertThat(options.host()).isEqualTo("192.0.2.1");
    assertThat(options.steps()).isEmpty();
  }

  @Test
  void keepsTheOrderOfSteps() {
    CallOptions options = parse("--say", "a", "--dtmf", "1#", "--wav", "x.wav");
    assertThat(options.steps())
        .extracting(CallOptions.Wanted::kind)
        .containsExactly(CallOptions.Kind.SAY, CallOptions.Kind.KEYS, CallOptions.Kind.WAV);
  }

  @Test
  void letsTheStepsAfterInterruptAfterBreakIn() {
    List<CallOptions.Wanted> steps =
        parse("--say", "a", "--interrupt-after", "1.5s", "--say", "b").steps();
    assertThat(steps.get(0).interruptAfter()).isNull();
    assertThat(steps.get(1).interruptAfter()).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void letsTheLastStepBreakInWhenInterruptAfterComesLast() {
    List<CallOptions.Wanted> steps =
        parse("--say", "a", "--say", "b", "--interrupt-after", "800ms").steps();
    assertThat(steps.get(0).interruptAfter()).isNull();
    assertThat(steps.get(1).interruptAfter()).isEqualTo(Duration.ofMillis(800));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> parse("--nonsense", "1")).hasMessageContaining("--nonsense");
    assertThatThrownBy(() -> parse("--say")).hasMessageContaining("--say needs a value");
    assertThatThrownBy(() -> parse("--port", "70000")).hasMessageContaining("1 to 65535");
    assertThatThrownBy(() -> parse("--dtmf", "12x")).hasMessageContaining("keys are");
    assertThatThrownBy(() -> parse("--codec", "opus")).hasMessageContaining("pcmu or pcma");
    assertThatThrownBy(() -> parse("--header", "x")).hasMessageContaining("Name: value");
  }
}
