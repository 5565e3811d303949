package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.document.InvalidDocument;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns what goes wrong in a request into a problem (RFC 9457). Stateless. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_AFTER_S = "5";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onProblem(Problem problem) {
    return answer(problem.status(), problem.detail());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onRefusal(Refusal refusal) {
    HttpStatus status = status(refusal.kind());
    ProblemDetail problem = Problem.of(status, refusal.type(), refusal.reason());
    if (refusal.field() != null) {
      problem.setProperty("field", refusal.field());
    }
    if (refusal.remedy() != null) {
      problem.setProperty("remedy", refusal.remedy());
    }
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (refusal.retryAfter().isPositive()) {
      answer.header("Retry-After", String.valueOf(refusal.retryAfter().toSeconds() + 1));
    }
    return answer.body(problem);
  }

  /** Everything that has to be put right, at once. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> onInvalidDocument(InvalidDocument invalid) {
    ProblemDetail problem =
        Problem.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "invalid-document",
            String.valueOf(invalid.getMessage()));
    problem.setProperty("errors", invalid.findings());
    return answer(HttpStatus.UNPROCESSABLE_CONTENT, problem);
  }

  static HttpStatus status(Refusal.Kind kind) {
    return switch (kind) {
      case INVALID -> HttpStatus.BAD_REQUEST;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case MISSING -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case OUTDATED -> HttpStatus.PRECONDITION_FAILED;
      case TOO_OFTEN -> HttpStatus.TOO_MANY_REQUESTS;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }

  /** Names the field whose value is of the wrong kind, where there is one. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        Problem.of(HttpStatus.BAD_REQUEST, "unreadable-body", "The body is not the JSON expected.");
    if (unreadable.getCause() instanceof JacksonException json && !json.getPath().isEmpty()) {
      String field =
          json.getPath().stream()
              .map(step -> step.getPropertyName())
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      problem.setDetail("The field's value is not of the kind expected.");
      problem.setProperty("field", field);
    }
    return handleExceptionInternal(unreadable, problem, headers, HttpStatus.BAD_REQUEST, request);
  }

  /** The database is away or ill, or too slow: calls go on, records can be read later. */
  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> onDatabase(RuntimeException fault) {
    LOG.debug("a request found the database away or slow", fault);
    ProblemDetail problem =
        tookTooLong(fault)
            ? Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database-slow",
                "The database did not answer in time; ask for less (a shorter time, one agent, fewer"
                    + " rows), or try again.")
            : Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database-away",
                "The database is away; calls go on and are recorded, records can be read later.");
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header("Retry-After", RETRY_AFTER_S)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /** PostgreSQL's query_canceled (statement_timeout) and lock_not_available (lock_timeout). */
  private static boolean tookTooLong(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && ("57014".equals(sql.getSQLState()) || "55P03".equals(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onBug(RuntimeException bug) {
    LOG.error("a request failed", bug);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "This is a defect; see the log."));
  }

  private static ResponseEntity<ProblemDetail> answer(HttpStatus status, ProblemDetail problem) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
