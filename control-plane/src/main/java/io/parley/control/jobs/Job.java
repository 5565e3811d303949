package io.parley.control.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A kind of work. One instance of it is worked on by one thread at a time. */
public interface Job {
  /** Stable: it is stored. */
  String name();

  /**
   * Works on {@code instance}, outside of any transaction. It may come again when the process ended
   * meanwhile.
   */
  Result run(String instance);

  /**
   * Whether there is more to do after a run that was done. Asked in the transaction that ends the
   * instance, which none can be enqueued beside.
   */
  default boolean hasMore(JdbcTemplate jdbc, String instance) {
    return false;
  }

  /**
   * How a run ended.
   *
   * @param again when to run again; null when it is done
   */
  record Result(@Nullable Instant again) {
    /** Nothing is left to do. */
    public static final Result DONE = new Result(null);

    /** Runs again at {@code at}. */
    public static Result again(Instant at) {
      return new Result(at);
    }
  }
}
