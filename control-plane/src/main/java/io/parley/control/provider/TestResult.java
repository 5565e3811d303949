package io.parley.control.provider;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a test of a credential ended.
 *
 * @param failure null when it went well
 * @param detail what happened, for people
 * @param remedy what to do about it; empty when nothing is to be done
 * @param status of the provider's answer; null when there was none
 */
public record TestResult(
    boolean ok,
    @Nullable String failure,
    String detail,
    String remedy,
    @Nullable Integer status,
    long tookMs,
    Instant at) {
  /** What can go wrong, in the order it can. */
  enum Failure {
    SECRET_LOST("set the key again, or give the operator's old secrets key back"),
    UNKNOWN_HOST("check base_url: the name leads nowhere"),
    TARGET_REFUSED(
        "give a public https address; the operator allows others by PARLEY_PROVIDER_ALLOW"),
    CONNECTION_REFUSED("check host and port of base_url, and whether the server runs"),
    UNREACHABLE("check the network and the firewall between here and the provider"),
    TLS("check that base_url's certificate is valid for its name, and that it speaks TLS at all"),
    TIMEOUT("try again; look at the provider's status page, and at the firewall"),
    UNAUTHORIZED("set a key that is valid: this one is wrong, expired or revoked"),
    FORBIDDEN("give the key the right to use this API, or use another account"),
    NOT_FOUND("check base_url: the API is not there; most end in /v1"),
    RATE_LIMITED("the key works, but its quota or rate is used up: wait, or raise it"),
    PROVIDER_ERROR("try again later; look at the provider's status page"),
    UNEXPECTED_ANSWER("check base_url: what answers there is not this API");

    private final String remedy;

    Failure(String remedy) {
      this.remedy = remedy;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static TestResult good(int status, long tookMs, Instant at) {
    return new TestResult(true, null, "the provider took the key", "", status, tookMs, at);
  }

  static TestResult bad(
      Failure failure, String detail, @Nullable Integer status, long tookMs, Instant at) {
    return new TestResult(false, failure.label(), detail, failure.remedy, status, tookMs, at);
  }
}
