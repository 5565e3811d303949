package io.parley.sip.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.sip.peer.Requests;
import io.parley.sip.wire.SipReply;
import io.parley.sip.wire.SipRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
  private static final SipRequest GOOD = Requests.invite("1000", Requests.SDP);

  private static int status(SipRequest request) {
    return Admission.refusal(request).map(SipReply::status).orElse(0);
  }

  private static SipRequest method(String method) {
    return Requests.request(method, "1000", "", 1, "z9hG4bK-1", "");
  }

  /** {@link #GOOD} with another version, scheme, hop count and Contact. */
  private static SipRequest head(
      String version, String scheme, int maxForwards, @Nullable String contact) {
    return new SipRequest(
        GOOD.method(),
        version,
        new SipRequest.Target(scheme, "1000"),
        GOOD.dialog(),
        GOOD.parties(),
        GOOD.source(),
        maxForwards,
        contact,
        List.of(),
        GOOD.body(),
        GOOD.extras(),
        0);
  }

  private static SipRequest extras(UnaryOperator<SipRequest.Extras> change) {
    return with(GOOD.body(), change.apply(GOOD.extras()));
  }

  private static SipRequest with(SipRequest.Body body, SipRequest.Extras extras) {
    return new SipRequest(
        GOOD.method(),
        GOOD.version(),
        GOOD.target(),
        GOOD.dialog(),
        GOOD.parties(),
        GOOD.source(),
        70,
        GOOD.contact(),
        List.of(),
        body,
        extras,
        0);
  }

  @Test
  void letsAPhoneIn() {
    assertThat(Admission.refusal(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"REGISTER", "MESSAGE", "SUBSCRIBE", "NOTIFY", "INFO", "REFER", "PUBLISH", "X"})
  void refusesMethodsItDoesNotServeAndSaysWhichItDoes(String method) {
    Optional<SipReply> refusal = Admission.refusal(method(method));
    assertThat(refusal).isPresent();
    assertThat(refusal.get().status()).isEqualTo(405);
    assertThat(refusal.get().headers()).containsEntry("Allow", Admission.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACK", "BYE", "CANCEL", "OPTIONS"})
  void servesTheOtherMethodsOfACall(String method) {
    assertThat(Admission.refusal(method(method))).isEmpty();
  }

  @Test
  void refusesAnotherVersion() {
    assertThat(status(head("SIP/7.0", "sip", 70, "sip:a@b"))).isEqualTo(505);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sips", "http", "unknown", ""})
  void refusesAnotherScheme(String scheme) {
    assertThat(status(head("SIP/2.0", scheme, 70, "sip:a@b"))).isEqualTo(416);
  }

  @ParameterizedTest
  @CsvSource({"-1,400", "0,483", "1,0", "255,0", "256,400"})
  void looksAtTheHopCount(int maxForwards, int expected) {
    assertThat(status(head("SIP/2.0", "sip", maxForwards, "sip:a@b"))).isEqualTo(expected);
  }

  @Test
  void refusesAnInviteWithoutContact() {
    assertThat(status(head("SIP/2.0", "sip", 70, null))).isEqualTo(400);
  }

  @Test
  void refusesWhatItWouldHaveToUnderstand() {
    SipRequest request =
        extras(e ->
            new SipRequest.Extras(
                List.of("100rel", "nothing"), e.accept(), e.userAgent(), "", Map.of()));
    Optional<SipReply> refusal = Admission.refusal(request);
    assertThat(refusal).isPresent();
    assertThat(refusal.get().status()).isEqualTo(420);
    assertThat(refusal.get().headers()).containsEntry("Unsupported", "100rel, nothing");
  }

  @Test
  void refusesAFlawedHead() {
    assertThat(
            status(extras(e -> new SipRequest.Extras(List.of(), List.of(), "", "twice", Map.of()))))
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "application/sdp,0",
    "application/*,0",
    "*/*,0",
    "text/plain,406",
    "application/isup,406"
  })
  void answersOnlyThoseWhoTakeADescription(String accept, int expected) {
    assertThat(
            status(
                extras(e -> new SipRequest.Extras(List.of(), List.of(accept), "", "", Map.of()))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "application/sdp,'',v=0,0",
    "application/sdp,identity,v=0,0",
    "application/sdp,gzip,v=0,415",
    "text/plain,'',hello,415",
    "'','',v=0,415",
    "text/plain,'','',0"
  })
  void takesNoOtherBody(String type, String encoding, String text, int expected) {
    assertThat(status(with(new SipRequest.Body(type, encoding, text), GOOD.extras())))
        .isEqualTo(expected);
  }
}
