package io.parley.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.MediaQuality;
import io.parley.sip.peer.Requests;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that is up, and its ends. */
class CallMachineTest {
  private final Script script = Script.begun(Script.AGENT);

  CallMachineTest() {
    script.on(new CallSignal.AnswerOrdered());
    script.ack("");
  }

  private boolean lastHold() {
    return script.told().getLast() instanceof EdgeFact.HoldChanged hold && hold.held();
  }

  @ParameterizedTest
  @CsvSource({"sendonly,RECV_ONLY,recvonly", "inactive,INACTIVE,inactive"})
  void isHeldAndTakenBack(String theirs, Direction ours, String answered) {
    Script.Paper hold = script.reinvite(Requests.SDP + "a=" + theirs + "\r\n");
    assertThat(script.replies(hold).getFirst().sdp()).contains("a=" + answered);
    assertThat(script.remotes().getLast().direction()).isEqualTo(ours);
    assertThat(lastHold()).isTrue();
    script.ack("");
    Script.Paper resume = script.reinvite(Requests.SDP);
    assertThat(script.replies(resume).getFirst().sdp()).contains("a=sendrecv");
    assertThat(script.told()).last().isEqualTo(new EdgeFact.HoldChanged(false));
    assertThat(script.timers).doesNotContainKey(Deadline.HOLD);
  }

  @Test
  void isHeldByAnAddressOfZero() {
    script.reinvite(Requests.SDP.replace("c=IN IP4 10.0.0.1", "c=IN IP4 0.0.0.0"));
    assertThat(lastHold()).isTrue();
  }

  @Test
  void countsItsDescriptionsOnlyWhenTheyChange() {
    Script.Paper same = script.reinvite(Requests.SDP);
    script.ack("");
    Script.Paper other = script.reinvite(Requests.SDP + "a=sendonly\r\n");
    assertThat(script.replies(same).getFirst().sdp()).contains("o=parley 7 1 ");
    assertThat(script.replies(other).getFirst().sdp()).contains("o=parley 7 2 ");
  }

  @Test
  void offersAnewWhenAskedWithoutAnOffer() {
    Script.Paper late = script.reinvite("");
    assertThat(script.replies(late).getFirst().sdp()).contains("RTP/AVP 0 8 101");
    script.ack(Requests.SDP.replace("4000", "4444"));
    assertThat(script.remotes().getLast().port()).isEqualTo(4444);
  }

  @Test
  void keepsTheSessionWhenANewOfferIsOfNoUse() {
    Script.Paper bad = script.reinvite(Requests.SDP.replace("RTP/AVP", "RTP/SAVP"));
    assertThat(script.statuses(bad)).containsExactly(488);
    assertThat(script.machine.state()).isEqualTo(CallState.UP);
    assertThat(script.remotes()).hasSize(1);
  }

  @Test
  void wantsOneOfferAtATime() {
    script.reinvite(Requests.SDP);
    Script.Paper second = script.reinvite(Requests.SDP);
    assertThat(script.statuses(second)).containsExactly(491);
  }

  @Test
  void refusesAnOldNumber() {
    Script.Paper old = new Script.Paper("old");
    script.on(new CallSignal.Reinvited(Script.request("INVITE", 1, Requests.SDP), old));
    assertThat(script.statuses(old)).containsExactly(500);
  }

  @Test
  void endsWithTheCaller() {
    Script.Paper bye = script.bye();
    script.mediaCloses();
    assertThat(script.statuses(bye)).containsExactly(200);
    assertThat(script.end()).contains(EndReason.CALLER_HANGUP);
    assertThat(script.byes()).isEmpty();
    assertThat(script.isSettled()).isTrue();
  }

  @Test
  void endsWithTheAgent() {
    script.on(new CallSignal.HangUpOrdered(EndReason.AGENT_HANGUP, "goodbye"));
    assertThat(script.byes()).hasSize(1);
    assertThat(script.byes().getFirst().remoteTarget()).isEqualTo("sip:alice@127.0.0.1:5070");
    assertThat(script.byes().getFirst().from()).contains("tag=" + Script.TAG);
    script.on(new CallSignal.HangUpOrdered(EndReason.OPERATOR_HANGUP, ""));
    script.mediaCloses();
    script.on(new CallSignal.ByeSettled(200));
    assertThat(script.byes()).hasSize(1);
    assertThat(script.ends().getFirst().detail()).isEqualTo("goodbye");
    assertThat(script.isSettled()).isTrue();
  }

  @Test
  void answersAByeThatCrossesItsOwn() {
    script.on(new CallSignal.HangUpOrdered(EndReason.AGENT_HANGUP, ""));
    Script.Paper bye = script.bye();
    script.mediaCloses();
    assertThat(script.statuses(bye)).containsExactly(200);
    assertThat(script.end()).contains(EndReason.AGENT_HANGUP);
    assertThat(script.isSettled()).isTrue();
  }

  @Test
  void forgetsADialogWhoseByeNobodyAnswers() {
    script.on(new CallSignal.HangUpOrdered(EndReason.AGENT_HANGUP, ""));
    script.mediaCloses();
    script.due(Deadline.BYE);
    assertThat(script.isSettled()).isTrue();
  }

  @Test
  void recordsTheEndEvenWhenMediaIsSilentAboutIt() {
    script.bye();
    assertThat(script.ends()).isEmpty();
    script.due(Deadline.MEDIA);
    assertThat(script.isSettled()).isTrue();
  }

  @Test
  void recordsHowTheMediaWentBeforeTheEnd() {
    script.bye();
    script.mediaCloses();
    assertThat(script.facts().get(script.facts().size() - 2))
        .isInstanceOf(CallFact.QualityMeasured.class);
    assertThat(script.facts()).last().isInstanceOf(CallFact.Ended.class);
  }

  @Test
  void hangsUpOnALineThatFellSilent() {
    script.on(new CallSignal.LineFellSilent(30_000));
    assertThat(script.byes()).hasSize(1);
    assertThat(script.all(CallEffect.Release.class)).hasSize(1);
  }

  @Test
  void allowsSilenceWhileHeldButNotForEver() {
    script.reinvite(Requests.SDP + "a=sendonly\r\n");
    script.ack("");
    script.on(new CallSignal.LineFellSilent(30_000));
    assertThat(script.byes()).isEmpty();
    assertThat(script.delay(Deadline.HOLD)).isGreaterThan(Duration.ofMinutes(30));
    script.due(Deadline.HOLD);
    assertThat(script.byes()).hasSize(1);
  }

  @Test
  void endsACallThatLastsTooLong() {
    script.due(Deadline.CALL);
    script.on(new CallSignal.ByeSettled(200));
    script.mediaCloses();
    assertThat(script.end()).contains(EndReason.MAX_DURATION);
    assertThat(script.isSettled()).isTrue();
  }

  @Test
  void endsWhenMediaEndsByItself() {
    script.on(new CallSignal.MediaClosed(new MediaQuality("PCMU", 0, 0, 0, 0, 0, 0, 0, 0, 0)));
    assertThat(script.byes()).hasSize(1);
    script.on(new CallSignal.ByeSettled(200));
    assertThat(script.end()).contains(EndReason.ERROR);
    assertThat(script.isSettled()).isTrue();
  }

  @Test
  void ignoresADeadlineThatWasTakenBack() {
    script.on(new CallSignal.Due(Deadline.ACK, 1));
    script.on(new CallSignal.Due(Deadline.AGENT, 1));
    script.on(new CallSignal.Due(Deadline.REPEAT, 1));
    assertThat(script.machine.state()).isEqualTo(CallState.UP);
    assertThat(script.has(CallEffect.Repeat.class)).isFalse();
  }

  @Test
  void measuresItsLengthFromTheInvite() {
    script.advance(Duration.ofSeconds(3));
    script.bye();
    script.mediaCloses();
    assertThat(script.ends().getFirst().durationMs()).isEqualTo(3000);
  }
}
