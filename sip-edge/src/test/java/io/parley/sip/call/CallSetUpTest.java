package io.parley.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.media.LegService;
import io.parley.kernel.route.Route;
import io.parley.sip.peer.Requests;
import io.parley.sip.wire.SipReply;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From INVITE to ACK. */
class CallSetUpTest {
  @Nested
  class SettingUp {
    @Test
    void answersALineThatNeedsNoAgentAtOnce() {
      Script script = Script.begun(Script.ECHO);
      assertThat(script.statuses(script.invite)).containsExactly(200);
      SipReply ok = script.replies(script.invite).getFirst();
      assertThat(ok.toTag()).isEqualTo(Script.TAG);
      assertThat(ok.contact()).isTrue();
      assertThat(ok.sdp()).contains("m=audio 12000 RTP/AVP 0 101");
      assertThat(script.remotes()).hasSize(1);
      assertThat(script.told()).isEmpty();
    }

    @Test
    void connectsMediaAfterThe200IsOut() {
      Script script = Script.begun(Script.ECHO);
      int ok = script.effects.indexOf(script.all(CallEffect.Reply.class).getFirst());
      int connect = script.effects.indexOf(script.all(CallEffect.ConnectMedia.class).getFirst());
      assertThat(connect).isGreaterThan(ok);
    }

    @Test
    void ringsUntilTheAgentIsReady() {
      Script script = Script.begun(Script.AGENT);
      assertThat(script.statuses(script.invite)).containsExactly(180);
      assertThat(script.told()).hasSize(1).first().isInstanceOf(EdgeFact.CallOffered.class);
      EdgeFact.CallOffered offered = (EdgeFact.CallOffered) script.told().getFirst();
      assertThat(offered.headers()).containsEntry("x-test", "1");
      assertThat(offered.loopback()).isTrue();
      assertThat(offered.rateHz()).isEqualTo(8000);
      script.advance(Duration.ofMillis(40));
      script.on(new CallSignal.AnswerOrdered());
      assertThat(script.statuses(script.invite)).containsExactly(180, 200);
      assertThat(script.told()).last().isInstanceOf(EdgeFact.CallAnswered.class);
      assertThat(script.facts()).contains(new CallFact.Answered(40, "PCMU"));
      assertThat(script.timers).doesNotContainKey(Deadline.AGENT);
    }

    @Test
    void opensMediaForTheServiceOfTheNumber() {
      assertThat(Script.begun(Script.AGENT).all(CallEffect.OpenMedia.class).getFirst().service())
          .isEqualTo(LegService.AGENT);
      assertThat(
              Script.begun(new Route.Milliwatt(TenantId.DEFAULT))
                  .all(CallEffect.OpenMedia.class)
                  .getFirst()
                  .service())
          .isEqualTo(LegService.MILLIWATT);
    }

    @Test
    void refusesAnUnknownNumberAndRecordsIt() {
      Script script = Script.begun(new Route.Unknown());
      assertThat(script.statuses(script.invite)).containsExactly(404);
      assertThat(script.end()).contains(EndReason.NO_ROUTE);
      assertThat(script.isSettled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"nonsense,400", "'v=0\r\nc=IN IP4 1.2.3.4\r\nm=audio 1 RTP/SAVP 0\r\n',488"})
    void refusesDescriptionsItCannotAnswer(String body, int status) {
      Script script = new Script(Script.AGENT, body);
      script.begin();
      assertThat(script.statuses(script.invite)).containsExactly(status);
      assertThat(script.has(CallEffect.OpenMedia.class)).isFalse();
      assertThat(script.end()).contains(EndReason.NOT_ACCEPTABLE);
      assertThat(script.isSettled()).isTrue();
    }

    @Test
    void saysWhenToComeBackWhenMediaHasNoRoom() {
      Script script = new Script(Script.ECHO, Requests.SDP);
      script.on(new CallSignal.MediaRefused(new Fault.Busy("no port is free", 7)));
      assertThat(script.statuses(script.invite)).containsExactly(503);
      assertThat(script.replies(script.invite).getFirst().headers())
          .containsEntry("Retry-After", "7");
      assertThat(script.end()).contains(EndReason.CAPACITY);
    }

    @Test
    void saysBusyAndWhenToComeBackBeyondALimit() {
      OverLimit over = new OverLimit(EndReason.RATE_LIMIT_REACHED, "trunk t: 3 a second", 1);
      Script script = new Script(Script.AGENT, Requests.SDP);
      CallSignal.Invited invited =
          new CallSignal.Invited(
              Requests.invite("1000", Requests.SDP), script.invite, Script.AGENT, over);
      CallMachine machine = new CallMachine(CallPolicy.defaults(), invited, Script.TAG, 7);
      assertThat(machine.on(invited, 0).toString())
          .contains("status=486")
          .contains("Retry-After=1")
          .contains("RATE_LIMIT_REACHED")
          .doesNotContain("OpenMedia");
      assertThat(machine.state()).isEqualTo(CallState.GONE);
    }

    @Test
    void refusesWhenTheAgentDoesNotGetReady() {
      Script script = Script.begun(Script.AGENT);
      script.due(Deadline.AGENT);
      script.mediaCloses();
      assertThat(script.statuses(script.invite)).containsExactly(180, 480);
      assertThat(script.end()).contains(EndReason.AGENT_UNAVAILABLE);
      assertThat(script.told()).last().isInstanceOf(EdgeFact.CallEnded.class);
      assertThat(script.isSettled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"486,486", "603,603", "200,480", "0,480", "700,480", "503,503"})
    void refusesAsTheAgentSays(int ordered, int sent) {
      Script script = Script.begun(Script.AGENT);
      script.on(new CallSignal.RefuseOrdered(ordered, "busy"));
      script.mediaCloses();
      assertThat(script.statuses(script.invite)).containsExactly(180, sent);
      assertThat(script.isSettled()).isTrue();
    }

    @Test
    void endsARingingCallThatIsCancelled() {
      Script script = Script.begun(Script.AGENT);
      Script.Paper cancel = new Script.Paper("cancel");
      script.on(new CallSignal.CancelCame(cancel));
      script.mediaCloses();
      assertThat(script.statuses(cancel)).containsExactly(200);
      assertThat(script.statuses(script.invite)).containsExactly(180, 487);
      assertThat(script.end()).contains(EndReason.CALLER_CANCELLED);
      assertThat(script.isSettled()).isTrue();
    }

    @Test
    void endsARingingCallWithItsBye() {
      Script script = Script.begun(Script.AGENT);
      Script.Paper bye = script.bye();
      script.mediaCloses();
      assertThat(script.statuses(bye)).containsExactly(200);
      assertThat(script.statuses(script.invite)).containsExactly(180, 487);
      assertThat(script.isSettled()).isTrue();
    }

    @Test
    void keepsACallThatIsCancelledTooLate() {
      Script script = Script.established();
      Script.Paper cancel = new Script.Paper("cancel");
      script.on(new CallSignal.CancelCame(cancel));
      assertThat(script.statuses(cancel)).containsExactly(200);
      assertThat(script.machine.state()).isEqualTo(CallState.UP);
    }

    @Test
    void ignoresAnAnswerThatComesAfterTheEnd() {
      Script script = Script.begun(Script.AGENT);
      script.on(new CallSignal.CancelCame(new Script.Paper("cancel")));
      script.on(new CallSignal.AnswerOrdered());
      script.mediaCloses();
      assertThat(script.statuses(script.invite)).containsExactly(180, 487);
      assertThat(script.isSettled()).isTrue();
    }
  }

  @Nested
  class LateOffer {
    private final Script script = new Script(Script.ECHO, "");

    @Test
    void offersInThe200AndTakesTheAnswerFromTheAck() {
      script.begin();
      assertThat(script.replies(script.invite).getFirst().sdp())
          .contains("m=audio 12000 RTP/AVP 0 8 101");
      assertThat(script.remotes()).isEmpty();
      script.ack(Requests.SDP);
      assertThat(script.remotes()).hasSize(1);
      assertThat(script.facts()).contains(new CallFact.Answered(0, "PCMU"));
    }

    @ParameterizedTest
    @CsvSource({"''", "nonsense", "'v=0\r\nc=IN IP4 1.2.3.4\r\nm=audio 1 RTP/SAVP 0\r\n'"})
    void hangsUpWhenTheAckHasNoAnswer(String body) {
      script.begin();
      script.ack(body);
      assertThat(script.byes()).hasSize(1);
      script.on(new CallSignal.ByeSettled(200));
      script.mediaCloses();
      assertThat(script.end()).contains(EndReason.NOT_ACCEPTABLE);
      assertThat(script.isSettled()).isTrue();
    }
  }

  @Nested
  class WithoutAck {
    @Test
    void sendsThe200AgainMoreAndMoreSlowly() {
      Script script = Script.begun(Script.ECHO);
      long[] delaysMs = new long[7];
      for (int i = 0; i < delaysMs.length; i++) {
        delaysMs[i] = script.delay(Deadline.REPEAT).toMillis();
        script.due(Deadline.REPEAT);
      }
      assertThat(delaysMs).containsExactly(500, 1000, 2000, 4000, 4000, 4000, 4000);
      assertThat(script.all(CallEffect.Repeat.class)).hasSize(7);
    }

    @Test
    void hangsUpAfter32Seconds() {
      Script script = Script.begun(Script.ECHO);
      assertThat(script.delay(Deadline.ACK)).isEqualTo(Duration.ofSeconds(32));
      script.due(Deadline.ACK);
      assertThat(script.byes()).hasSize(1);
      assertThat(script.byes().getFirst().reason()).contains("408");
      script.on(new CallSignal.ByeSettled(408));
      script.mediaCloses();
      assertThat(script.end()).contains(EndReason.ACK_TIMEOUT);
      assertThat(script.isSettled()).isTrue();
    }

    @Test
    void stopsRepeatingWhenTheAckComes() {
      Script script = Script.established();
      assertThat(script.timers).doesNotContainKeys(Deadline.REPEAT, Deadline.ACK);
    }

    @Test
    void ignoresTheAckOfAnotherInvite() {
      Script script = Script.begun(Script.ECHO);
      script.on(new CallSignal.Acked(Script.request("ACK", 9, "")));
      assertThat(script.timers).containsKeys(Deadline.REPEAT, Deadline.ACK);
    }

    @Test
    void holdsTheByeBackUntilTheAckAllowsIt() {
      Script script = Script.begun(Script.ECHO);
      script.on(new CallSignal.HangUpOrdered(EndReason.AGENT_HANGUP, ""));
      script.mediaCloses();
      assertThat(script.byes()).isEmpty();
      assertThat(script.end()).contains(EndReason.AGENT_HANGUP);
      script.ack("");
      assertThat(script.byes()).hasSize(1);
      script.on(new CallSignal.ByeSettled(200));
      assertThat(script.isSettled()).isTrue();
    }

    @Test
    void sendsTheHeldByeWhenTheAckNeverComes() {
      Script script = Script.begun(Script.ECHO);
      script.on(new CallSignal.HangUpOrdered(EndReason.AGENT_HANGUP, ""));
      script.mediaCloses();
      script.due(Deadline.ACK);
      script.due(Deadline.BYE);
      assertThat(script.byes()).hasSize(1);
      assertThat(script.isSettled()).isTrue();
    }
  }
}
