package io.parley.control.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.control.document.InvalidDocument;
import io.parley.kernel.net.Network;
import io.parley.kernel.route.TrunkDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrunkDocumentTest {
  private static final String WHOLE =
      """
      {"name": "berlin", "label": "Berlin carrier", "direction": "both", "transport": "tls",
       "codecs": ["opus", "pcma"], "media_encryption": "required",
       "authentication": {"kind": "digest", "username": "parley", "password": " s3cret "},
       "allowed_networks": ["198.51.100.0/24", "2001:db8::/32"],
       "gateways": [
         {"host": "sip.example.com", "priority": 1, "weight": 70, "inbound": false},
         {"host": "203.0.113.9", "port": 5071, "options_ping": true, "outbound": false}],
       "registration": {"enabled": true, "expires_s": 600},
       "headers_to_variables": {"X-Customer-Id": "customer"},
       "max_calls": 20, "calls_per_second": 5,
       "caller_id": {"number": "+4930123456", "name": "Parley"}}
      """;

  private static TrunkDocument read(String json) {
    return TrunkDocument.read(Documents.parse(json), false);
  }

  @Test
  void readsEverythingAndKeepsThePasswordApart() {
    TrunkDocument read = read(WHOLE);
    assertThat(read.password()).isEqualTo(" s3cret ");
    TrunkDefinition trunk = read.definition();
    assertThat(trunk.authentication().passwordSet()).isTrue();
    assertThat(Documents.text(trunk)).doesNotContain("s3cret").contains("\"password_set\":true");
    assertThat(trunk.gateways().getFirst().weight()).isEqualTo(70);
    assertThat(trunk.gateways().getFirst().port()).isNull();
    assertThat(trunk.registration().expiresS()).isEqualTo(600);
    assertThat(trunk.headersToVariables()).containsEntry("X-Customer-Id", "customer");
    assertThat(trunk.maxCalls()).isEqualTo(20);
    assertThat(trunk.sources())
        .containsExactly(
            Network.of("198.51.100.0/24"), Network.of("2001:db8::/32"), Network.of("203.0.113.9"));
    assertThat(TrunkDocument.withoutPassword(Documents.parse(WHOLE)).toString())
        .doesNotContain("s3cret")
        .contains("parley");
  }

  @Test
  void fillsInWhatIsLeftOut() {
    TrunkDefinition trunk =
        read("{\"name\": \"small\", \"allowed_networks\": [\"192.0.2.1\"]}").definition();
    assertThat(trunk.takesCalls()).isTrue();
    assertThat(trunk.makesCalls()).isFalse();
    assertThat(trunk.transport()).isEqualTo("udp");
    assertThat(trunk.codecs()).containsExactly("pcmu", "pcma");
    assertThat(trunk.maxCalls()).isNull();
    assertThat(trunk.authentication().asksPassword()).isFalse();
  }

  @Test
  void whatItGaveIsTakenBackWithThePasswordThatIsKept() {
    TrunkDefinition trunk = read(WHOLE).definition();
    TrunkDocument again = TrunkDocument.read(Documents.tree(trunk), true);
    assertThat(again.definition()).isEqualTo(trunk);
    assertThat(again.password()).isEmpty();
    assertThatExceptionOfType(InvalidDocument.class)
        .isThrownBy(() -> TrunkDocument.read(Documents.tree(trunk), false))
        .satisfies(e ->
            assertThat(e.findings())
                .extracting(Finding::field)
                .containsExactly("authentication.password"));
  }

  static Stream<Arguments> wrongOnes() {
    return Stream.of(
        wrong("allowed_networks[0]", "'allowed_networks': ['10.0.0.0/33']"),
        wrong("allowed_networks[0]", "'allowed_networks': ['sip.example.com']"),
        wrong("allowed_networks[1]", "'allowed_networks': ['192.0.2.1', '0.0.0.0/0']"),
        wrong("allowed_networks[0]", "'allowed_networks': ['2000::/3']"),
        wrong("allowed_networks", "'direction': 'inbound'"),
        wrong("allowed_networks", "'gateways': [{'host': 'sip.example.com'}]"),
        wrong("gateways", "'direction': 'outbound'"),
        wrong("gateways", "'direction': 'both', 'allowed_networks': ['192.0.2.1']"),
        wrong("gateways[0].host", "'gateways': [{'host': 'sip:a.example'}, {'host': '192.0.2.1'}]"),
        wrong("gateways[0].host", "'gateways': [{'host': '192.0.2.1:5060'}, {'host': '::1'}]"),
        wrong("gateways[0].host", "'gateways': [{'host': '10.0.0.0/8'}, {'host': '::1'}]"),
        wrong("gateways[1]", "'gateways': [{'host': '192.0.2.1'}, {'host': '192.0.2.1'}]"),
        wrong(
            "gateways[0]",
            "'allowed_networks': ['192.0.2.1'],"
                + "'gateways': [{'host': 'a', 'inbound': false, 'outbound': false}]"),
        wrong("gateways[0].port", "'gateways': [{'host': '192.0.2.1', 'port': 70000}]"),
        wrong("gateways[0].weigth", "'gateways': [{'host': '192.0.2.1', 'weigth': 1}]"),
        wrong(
            "authentication.username",
            "'authentication': {'kind': 'digest', 'password': 'secret'}"),
        wrong("authentication.password", "'authentication': {'kind': 'digest', 'username': 'u'}"),
        wrong(
            "authentication.password",
            "'allowed_networks': ['192.0.2.1'], 'authentication': {'password': 'secret'}"),
        wrong(
            "registration.enabled",
            "'gateways': [{'host': '192.0.2.1'}], 'registration': {'enabled': true}"),
        wrong(
            "media_encryption",
            "'allowed_networks': ['192.0.2.1'], 'media_encryption': 'required'"),
        wrong("codecs[0]", "'allowed_networks': ['192.0.2.1'], 'codecs': ['g729']"),
        wrong("codecs", "'allowed_networks': ['192.0.2.1'], 'codecs': []"),
        wrong("max_calls", "'allowed_networks': ['192.0.2.1'], 'max_calls': 0"),
        wrong(
            "headers_to_variables.X-A",
            "'allowed_networks': ['192.0.2.1'], 'headers_to_variables': {'X-A': 'caller'}"),
        wrong(
            "headers_to_variables.X A",
            "'allowed_networks': ['192.0.2.1'], 'headers_to_variables': {'X A': 'a'}"),
        wrong(
            "caller_id.number",
            "'allowed_networks': ['192.0.2.1'], 'caller_id': {'number': 'a b'}"),
        wrong("transport", "'allowed_networks': ['192.0.2.1'], 'transport': 'sctp'"));
  }

  private static Arguments wrong(String field, String fields) {
    return Arguments.of(field, "{\"name\": \"t\", " + fields.replace('\'', '"') + "}");
  }

  @ParameterizedTest
  @MethodSource("wrongOnes")
  void namesTheFieldTheReasonAndTheRemedy(String field, String document) {
    assertThatExceptionOfType(InvalidDocument.class)
        .isThrownBy(() -> read(document))
        .satisfies(e -> {
          List<Finding> findings = e.findings();
          assertThat(findings).extracting(Finding::field).containsExactly(field);
          assertThat(findings).allMatch(each -> !each.reason().isBlank());
          assertThat(findings).allMatch(each -> !each.remedy().isBlank());
          assertThat(findings.toString()).doesNotContain("secret");
        });
  }
}
