package io.parley.control.api;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that is answered with a problem (RFC 9457). */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String type;

  Problem(HttpStatus status, String type, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
  }

  static Problem badParameter(String name, String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, "bad-parameter", name + ": " + detail);
  }

  static Problem noSuchCall() {
    return new Problem(HttpStatus.NOT_FOUND, "no-such-call", "There is no call of this id.");
  }

  HttpStatus status() {
    return status;
  }

  ProblemDetail detail() {
    return of(status, type, String.valueOf(getMessage()));
  }

  static ProblemDetail of(HttpStatus status, String type, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:parley:problem:" + type));
    problem.setTitle(type);
    return problem;
  }
}
