package io.parley.control.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.document.InvalidDocument;
import io.parley.control.reach.TargetGuard;
import io.parley.kernel.net.Network;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private final Targets strict = new Targets(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://172.31.255.255/",
        "https://192.168.0.1/",
        "https://192.0.2.7/",
        "https://198.18.0.1/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[::]/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[fe80::1]/",
        "https://[fd00:ec2::254]/",
        "https://[ff02::1]/",
        "https://[2002:a00:1::1]/",
        "https://[2001:db8::1]/"
      })
  void refusesAddressesThatAreNotPublic(String url) {
    assertThatThrownBy(() -> strict.require(url))
        .isInstanceOfSatisfying(
            InvalidDocument.class,
            wrong -> {
              assertThat(wrong.findings().getFirst().field()).isEqualTo("url");
              assertThat(wrong.findings().getFirst().reason()).contains("not public");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://192.0.32.10/",
        "https:///path",
        "https://user:secret@192.0.32.10/",
        "https://192.0.32.10/#part",
        "https://192.0.32.10:0/",
        "https://192.0.32.10:70000/",
        "https://exa mple.org/",
        "https://ex\u00e4mple.org/",
        "https://192.0.32.10/\r\nX-Header: 1",
        "http://192.0.32.10/",
        "https://127.1/",
        "javascript:alert(1)"
      })
  void refusesWhatIsNoPublicHttpsAddress(String url) {
    assertThatThrownBy(() -> strict.require(url)).isInstanceOf(InvalidDocument.class);
  }

  @Test
  void takesPublicOnesAndWhatTheOperatorAllows() {
    assertThatCode(() -> strict.require("https://192.0.32.10:8443/a?b=c"))
        .doesNotThrowAnyException();
    assertThatCode(() -> strict.require("https://[2606:4700::1111]/")).doesNotThrowAnyException();
    Targets allowing = new Targets(List.of(Network.of("10.0.0.0/8"), Network.of("::1")));
    assertThatCode(() -> allowing.require("http://10.9.8.7:8080/")).doesNotThrowAnyException();
    assertThatCode(() -> allowing.require("https://[::1]/")).doesNotThrowAnyException();
    assertThatThrownBy(() -> allowing.require("http://127.0.0.1/"))
        .isInstanceOf(InvalidDocument.class);
  }

  @Test
  void aNameThatMovesToAPrivateAddressLeadsNowhere() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Targets targets =
        new Targets(
            new TargetGuard(
                List.of(),
                _ ->
                    new InetAddress[] {
                      InetAddress.getByName(
                          asked.getAndIncrement() == 0 ? "192.0.32.10" : "169.254.169.254")
                    }));
    URI target = Targets.target("https://hooks.example.org/");
    assertThat(targets.addresses(target)).containsExactly(InetAddress.getByName("192.0.32.10"));
    assertThatThrownBy(() -> targets.addresses(target)).isInstanceOf(TargetGuard.Refused.class);
  }

  @Test
  void oneAddressOfSeveralThatIsNotPublicIsEnoughToRefuse() {
    Targets targets =
        new Targets(
            new TargetGuard(
                List.of(),
                _ ->
                    new InetAddress[] {
                      InetAddress.getByName("192.0.32.10"), InetAddress.getByName("10.0.0.1")
                    }));
    assertThatThrownBy(() -> targets.require("https://hooks.example.org/"))
        .isInstanceOf(InvalidDocument.class);
  }

  @Test
  void aNameThatIsUnknownNowIsTakenWithTlsOnly() {
    Targets targets =
        new Targets(
            new TargetGuard(
                List.of(),
                host -> {
                  throw new UnknownHostException(host);
                }));
    assertThatCode(() -> targets.require("https://soon.example.org/")).doesNotThrowAnyException();
    assertThatThrownBy(() -> targets.require("http://soon.example.org/"))
        .isInstanceOf(InvalidDocument.class);
  }
}
