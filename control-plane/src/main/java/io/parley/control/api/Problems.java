package io.parley.control.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what goes wrong in a request into a problem (RFC 9457). Stateless. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_AFTER_S = "5";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onProblem(Problem problem) {
    return answer(problem.status(), problem.detail());
  }

  /** The database is away or ill: calls go on, records can be read later. */
  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> onDatabase(RuntimeException away) {
    LOG.debug("a request found the database away", away);
    ProblemDetail problem =
        Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "database-away",
            "The database is away; calls go on and are recorded, records can be read later.");
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header("Retry-After", RETRY_AFTER_S)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
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
