package io.parley.control;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not fulfilled, for a reason its sender can do something about. Thrown by the
 * domain; the HTTP side answers it with a problem. Carries no stack: it is an answer, not a defect.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String type;
  private final @Nullable String field;
  private final @Nullable String remedy;
  private final Duration retryAfter;

  /** What sort of answer it is. */
  public enum Kind {
    /** A value cannot be used. */
    INVALID,
    /** Who asks has not shown who they are. */
    UNAUTHENTICATED,
    /** Who asks may not. */
    FORBIDDEN,
    /** There is no such thing. */
    MISSING,
    /** It contradicts what there is. */
    CONFLICT,
    /** It was changed by somebody else in between. */
    OUTDATED,
    /** Too often; later it will do. */
    TOO_OFTEN,
    /** It is larger than may be. */
    TOO_LARGE,
    /** It is of a kind that is not taken. */
    UNSUPPORTED,
    /** What is needed for it is away; later it will do. */
    UNAVAILABLE
  }

  private Refusal(
      Kind kind,
      String type,
      String reason,
      @Nullable String field,
      @Nullable String remedy,
      Duration retryAfter) {
    super(reason, null, false, false);
    this.kind = kind;
    this.type = type;
    this.field = field;
    this.remedy = remedy;
    this.retryAfter = retryAfter;
  }

  private static Refusal of(Kind kind, String type, String reason) {
    return new Refusal(kind, type, reason, null, null, Duration.ZERO);
  }

  /** A field's value cannot be used: why, and what to give instead. */
  public static Refusal invalid(String field, String reason, String remedy) {
    return new Refusal(Kind.INVALID, "invalid-field", reason, field, remedy, Duration.ZERO);
  }

  /** Nobody is known by what was sent. */
  public static Refusal unauthenticated(String type, String reason) {
    return of(Kind.UNAUTHENTICATED, type, reason);
  }

  /** Who asks is known and may not. */
  public static Refusal forbidden(String type, String reason) {
    return of(Kind.FORBIDDEN, type, reason);
  }

  /** There is no {@code what} of this id, or it is another tenant's. */
  public static Refusal missing(String what) {
    return of(
        Kind.MISSING, "no-such-" + what.replace(' ', '-'), "There is no " + what + " of this id.");
  }

  /** The request contradicts what there is. */
  public static Refusal conflict(String type, String reason) {
    return of(Kind.CONFLICT, type, reason);
  }

  /** The subject is not any more what the sender has seen. */
  public static Refusal outdated(String what) {
    return of(
        Kind.OUTDATED,
        "outdated",
        "The " + what + " has changed since you read it: read it again, then change it.");
  }

  /** Too often for now. */
  public static Refusal tooOften(String type, String reason, Duration retryAfter) {
    return new Refusal(Kind.TOO_OFTEN, type, reason, null, null, retryAfter);
  }

  /** It is larger than may be. */
  public static Refusal tooLarge(String reason) {
    return of(Kind.TOO_LARGE, "too-large", reason);
  }

  /** It is of a kind that is not taken. */
  public static Refusal unsupported(String type, String reason) {
    return of(Kind.UNSUPPORTED, type, reason);
  }

  /** What is needed for it is away for now. */
  public static Refusal unavailable(String type, String reason, Duration retryAfter) {
    return new Refusal(Kind.UNAVAILABLE, type, reason, null, null, retryAfter);
  }

  public Kind kind() {
    return kind;
  }

  /** A stable name of the reason, for programs. */
  public String type() {
    return type;
  }

  /** The reason, for people. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** The field at fault; null when it is none. */
  public @Nullable String field() {
    return field;
  }

  /** What to do about it; null when the reason says it. */
  public @Nullable String remedy() {
    return remedy;
  }

  /** How long to wait before trying again; zero when waiting does not help. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
