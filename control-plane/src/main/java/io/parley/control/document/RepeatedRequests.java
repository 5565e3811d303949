package io.parley.control.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.Refusal;
import io.parley.kernel.id.TenantId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Answers to creates that carried an Idempotency-Key: the same request gets the same answer for 24
 * hours and nothing is made twice. What fails is not kept, so that it can be tried again. For one
 * transaction of the tenant.
 */
public final class RepeatedRequests {
  private static final int KEY_CHARS = 200;

  private RepeatedRequests() {}

  /**
   * An answer as it is sent and kept.
   *
   * @param etag of what was made; empty when it has none
   * @param location of what was made; empty when it has none
   */
  public record Answer(int status, String etag, String location, String body) {}

  /**
   * A request that may come twice.
   *
   * @param key as its sender chose it; empty when he did not
   * @param what method, path and body
   */
  public record Request(String key, String what) {
    /** Refuses a key that cannot be kept. */
    public Request {
      if (key.length() > KEY_CHARS || !key.matches("[\\x21-\\x7e]*")) {
        throw new InvalidDocument(
            "Idempotency-Key",
            "is longer than " + KEY_CHARS + " characters or has other than ASCII letters and signs",
            "send a UUID");
      }
    }
  }

  /** {@code work}'s answer, or the one it gave when {@code request} came first. */
  public static Answer once(
      JdbcTemplate jdbc, TenantId tenant, Request request, Supplier<Answer> work) {
    if (request.key().isEmpty()) {
      return work.get();
    }
    String fingerprint = fingerprint(request.what());
    jdbc.update("DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'");
    int fresh =
        jdbc.update(
            "INSERT INTO idempotency_keys (tenant_id, key, fingerprint) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            tenant.value(),
            request.key(),
            fingerprint);
    if (fresh == 0) {
      return before(jdbc, request, fingerprint);
    }
    Answer answer = work.get();
    jdbc.update(
        "UPDATE idempotency_keys SET status = ?, etag = ?, location = ?, body = ? WHERE key = ?",
        answer.status(),
        answer.etag(),
        answer.location(),
        answer.body(),
        request.key());
    return answer;
  }

  /** The answer {@code request} got when it came first; empty when this is the first time. */
  public static Optional<Answer> kept(JdbcTemplate jdbc, Request request) {
    boolean came =
        !request.key().isEmpty()
            && !jdbc.queryForList("SELECT 1 FROM idempotency_keys WHERE key = ?", request.key())
                .isEmpty();
    return came
        ? Optional.of(before(jdbc, request, fingerprint(request.what())))
        : Optional.empty();
  }

  private static Answer before(JdbcTemplate jdbc, Request request, String fingerprint) {
    List<Answer> kept =
        jdbc.query(
            "SELECT status, etag, location, body FROM idempotency_keys"
                + " WHERE key = ? AND fingerprint = ?",
            (row, _) ->
                new Answer(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)),
            request.key(),
            fingerprint);
    if (kept.isEmpty()) {
      throw Refusal.conflict(
          "idempotency-key-reused",
          "This Idempotency-Key came with another request already: send a fresh one.");
    }
    return kept.getFirst();
  }

  private static String fingerprint(String what) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
