package io.parley.agent.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.BargeIn.Evidence;
import io.parley.agent.conversation.BargeIn.Verdict;
import io.parley.agent.conversation.TurnProfile.Barge;
import org.junit.jupiter.api.Test;

class BargeInTest {
  private static Verdict judge(Evidence evidence) {
    return BargeIn.judge(evidence, Barge.DEFAULT);
  }

  @Test
  void clicksAreForgivenAsSoonAsTheyEnd() {
    assertThat(judge(new Evidence(300, 220, true, 100, false, false, false, -20)))
        .isEqualTo(Verdict.RESUME);
  }

  @Test
  void aWordAsShortAsAClickWaitsForItsTranscript() {
    assertThat(judge(new Evidence(300, 220, true, 120, true, false, false, -20)))
        .isEqualTo(Verdict.WAIT);
    assertThat(judge(new Evidence(370, 290, true, 120, true, false, true, -20)))
        .isEqualTo(Verdict.ABANDON);
    assertThat(judge(new Evidence(560, 480, true, 120, true, false, false, -20)))
        .isEqualTo(Verdict.RESUME);
  }

  @Test
  void aPartialWordBeforeAClickCouldHaveEndedIsNoEvidence() {
    assertThat(judge(new Evidence(250, 170, false, 0, true, false, false, -20)))
        .isEqualTo(Verdict.WAIT);
    assertThat(judge(new Evidence(340, 260, false, 0, true, false, false, -20)))
        .isEqualTo(Verdict.ABANDON);
  }

  @Test
  void aShortWordWaitsForItsTranscriptButNotForLong() {
    assertThat(judge(new Evidence(500, 420, true, 300, false, false, false, -20)))
        .isEqualTo(Verdict.WAIT);
    assertThat(judge(new Evidence(560, 480, true, 300, false, false, false, -20)))
        .isEqualTo(Verdict.RESUME);
    assertThat(judge(new Evidence(520, 440, true, 300, true, false, true, -20)))
        .isEqualTo(Verdict.ABANDON);
    assertThat(judge(new Evidence(520, 440, true, 300, false, true, true, -20)))
        .isEqualTo(Verdict.RESUME);
  }

  @Test
  void speechThatGoesOnTakesTheFloorWithinHalfASecond() {
    assertThat(judge(new Evidence(540, 460, false, 0, false, false, false, -20)))
        .isEqualTo(Verdict.WAIT);
    assertThat(judge(new Evidence(560, 480, false, 0, false, false, false, -20)))
        .isEqualTo(Verdict.ABANDON);
  }

  @Test
  void aBackchannelThatGoesOnBecomesSpeech() {
    assertThat(judge(new Evidence(600, 520, false, 0, false, true, false, -20)))
        .isEqualTo(Verdict.RESUME);
    assertThat(judge(new Evidence(1010, 930, false, 0, false, true, false, -20)))
        .isEqualTo(Verdict.ABANDON);
  }

  @Test
  void whatIsQuietInterruptsByWordsOnly() {
    assertThat(judge(new Evidence(2000, 1900, false, 0, false, false, false, -45)))
        .isEqualTo(Verdict.RESUME);
    assertThat(judge(new Evidence(600, 520, false, 0, true, false, false, -45)))
        .isEqualTo(Verdict.ABANDON);
  }
}
