package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.Refusal;
import io.parley.control.agents.Revised;
import io.parley.control.document.Documents;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.RepeatedRequests;
import io.parley.control.document.RepeatedRequests.Answer;
import io.parley.control.people.Requester;
import io.parley.control.store.TenantTransactions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * How documents are taken and given: one transaction a request, ETag and If-Match, Idempotency-Key,
 * bodies of a bounded size. Stateless.
 */
final class Exchange {
  private static final int MAX_BODY_BYTES = 64 << 10;

  private final TenantTransactions transactions;

  Exchange(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** Reads in the tenant of {@code who}. */
  <T> T read(Requester who, Function<JdbcTemplate, T> work) {
    return transactions.in(who.tenant(), work);
  }

  /** Answers with what {@code work} reads. */
  ResponseEntity<String> give(Requester who, Function<JdbcTemplate, Object> work) {
    return sent(new Answer(200, "", "", Documents.text(read(who, work))));
  }

  /** Answers with what {@code work} reads or makes of it, and its ETag. */
  ResponseEntity<String> giveRevised(Requester who, Function<JdbcTemplate, Revised<?>> work) {
    return sent(answer(200, read(who, work), ""));
  }

  /** Answers with one page of a list. */
  <T> ResponseEntity<String> list(
      Requester who, String limit, String cursor, Listing<T> listing, Function<T, String> name) {
    int wanted = Paging.limit(limit);
    String after = cursor(cursor);
    return give(
        who, jdbc -> Paging.pageByName(listing.read(jdbc, after, wanted + 1), wanted, name));
  }

  /** Reads a list in the order of its names. */
  @FunctionalInterface
  interface Listing<T> {
    /** At most {@code most}, beginning behind the name {@code after}. */
    List<T> read(JdbcTemplate jdbc, String after, int most);
  }

  /** Removes something. */
  ResponseEntity<String> remove(Requester who, Consumer<JdbcTemplate> work) {
    read(
        who,
        jdbc -> {
          work.accept(jdbc);
          return true;
        });
    return ResponseEntity.noContent().build();
  }

  /** Makes something, once however often the request comes with the same key. */
  ResponseEntity<String> make(
      Requester who, HttpServletRequest request, JsonNode body, Function<JdbcTemplate, Made> work) {
    RepeatedRequests.Request repeatable = repeatable(request, Documents.text(body));
    return sent(
        transactions.in(
            who.tenant(),
            jdbc ->
                RepeatedRequests.once(
                    jdbc,
                    who.tenant(),
                    repeatable,
                    () -> {
                      Made made = work.apply(jdbc);
                      return answer(201, made.what(), made.location());
                    })));
  }

  /** The answer this request got when it came first with the same key. */
  Optional<ResponseEntity<String>> repeated(
      Requester who, HttpServletRequest request, JsonNode body) {
    RepeatedRequests.Request repeatable = repeatable(request, Documents.text(body));
    return read(who, jdbc -> RepeatedRequests.kept(jdbc, repeatable)).map(Exchange::sent);
  }

  private static RepeatedRequests.Request repeatable(HttpServletRequest request, String body) {
    String key = request.getHeader("Idempotency-Key");
    return new RepeatedRequests.Request(
        key == null ? "" : key, request.getMethod() + " " + request.getRequestURI() + "\n" + body);
  }

  /**
   * What was made.
   *
   * @param location its path
   */
  record Made(Revised<?> what, String location) {}

  private static Answer answer(int status, Revised<?> what, String location) {
    String etag = what.revision() == Revised.ANY ? "" : "\"" + what.revision() + "\"";
    return new Answer(status, etag, location, Documents.text(what.value()));
  }

  /** An answer as it was kept. */
  static ResponseEntity<String> sent(Answer answer) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON);
    if (!answer.etag().isEmpty()) {
      response.header("ETag", answer.etag());
    }
    if (!answer.location().isEmpty()) {
      response.header("Location", answer.location());
    }
    return response.body(answer.body());
  }

  /** The body as JSON; refused when it is too large or no JSON. */
  static JsonNode body(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw new Problem(
          HttpStatus.CONTENT_TOO_LARGE, "too-large", "The request's body is larger than 64 KiB.");
    }
    return Documents.parse(new String(bytes, UTF_8));
  }

  /** The revision named by If-Match, which a change must carry. */
  static long seen(HttpServletRequest request) {
    String header = request.getHeader("If-Match");
    if (header == null) {
      throw new InvalidDocument(
          "If-Match", "is missing", "send the ETag of what you have read, or * for any");
    }
    if (header.strip().equals("*")) {
      return Revised.ANY;
    }
    String revision = header.strip().replace("\"", "");
    if (!revision.matches("[1-9]\\d{0,17}")) {
      throw Refusal.outdated("document");
    }
    return Long.parseLong(revision);
  }

  /** Where a list goes on: the last name of the page before. */
  private static String cursor(String cursor) {
    if (!cursor.matches("[\\x21-\\x7e]{0,80}")) {
      throw Problem.badParameter("cursor", "the next_cursor of the page before");
    }
    return cursor;
  }
}
