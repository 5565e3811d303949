package io.parley.control.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

  @Test
  void signsIdTimestampAndBodyAsOpensslDoes() {
    assertThat(Signature.header(List.of(SECRET), ID, AT, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsOnceForEachSecretAndDifferentlyForEachPart() {
    String other = Signature.secret(new SecureRandom());
    String both = Signature.header(List.of(other, SECRET), ID, AT, "{}");
    assertThat(both.split(" ", -1))
        .containsExactly(
            Signature.header(List.of(other), ID, AT, "{}"),
            Signature.header(List.of(SECRET), ID, AT, "{}"));
    String one = Signature.header(List.of(SECRET), ID, AT, "{}");
    assertThat(one)
        .isNotEqualTo(Signature.header(List.of(SECRET), ID + "x", AT, "{}"))
        .isNotEqualTo(Signature.header(List.of(SECRET), ID, AT.plusSeconds(1), "{}"))
        .isNotEqualTo(Signature.header(List.of(SECRET), ID, AT, "{ }"));
  }

  @Test
  void secretsHave256BitsOfChance() {
    SecureRandom random = new SecureRandom();
    assertThat(Signature.secret(random))
        .matches("whsec_[A-Za-z0-9+/]{43}=")
        .isNotEqualTo(Signature.secret(random));
  }
}
