package io.parley.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class RequireCommandTest {
  private final JsonNode report =
      new ObjectMapper().readTree("{\"rtp\": {\"lost\": 0, \"ratio\": 0.999}}");

  @Test
  void figuresWithinTheirBoundsHold() {
    assertThat(RequireCommand.check(report, "rtp.lost==0")).isZero();
    assertThat(RequireCommand.check(report, "rtp.ratio>=0.99")).isZero();
  }

  @Test
  void figureOutOfItsBoundDoesNotHold() {
    assertThat(RequireCommand.check(report, "rtp.ratio>=1")).isEqualTo(1);
  }

  @Test
  void missingFigureAndUnreadableRequirementAreErrors() {
    assertThat(RequireCommand.check(report, "rtp.jitter<=1")).isEqualTo(2);
    assertThat(RequireCommand.check(report, "rtp.lost about 0")).isEqualTo(2);
  }
}
