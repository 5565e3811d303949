package io.parley.agent.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.AgentReply.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final List<Span> SPANS =
      List.of(new Span("One two three.", 0, 1400), new Span("Four five six.", 0, 1400));

  @Test
  void nothingSentIsNothingHeard() {
    assertThat(Ledger.heard(SPANS, 0)).isEmpty();
  }

  @Test
  void wordsCountWhenTheirEndWasSent() {
    assertThat(Ledger.heard(SPANS, 250)).isEmpty();
    assertThat(Ledger.heard(SPANS, 350)).isEqualTo("One");
    assertThat(Ledger.heard(SPANS, 1000)).isEqualTo("One two");
    assertThat(Ledger.heard(SPANS, 1400 + 500)).isEqualTo("One two three. Four");
  }

  @Test
  void everythingSentIsEverythingHeard() {
    assertThat(Ledger.heard(SPANS, 2800)).isEqualTo("One two three. Four five six.");
    assertThat(Ledger.heard(SPANS, 9000)).isEqualTo("One two three. Four five six.");
  }

  @Test
  void aSentenceStillBeingMadeIsMeasuredByItsLetters() {
    List<Span> making =
        List.of(new Span("One two three.", 0, 1400), new Span("Four five six.", 0, -1));
    assertThat(Ledger.heard(making, 1400 + 300)).isEqualTo("One two three. Four");
  }
}
