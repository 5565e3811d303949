package io.parley.control.jobs;

import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away from a statement that is wrong. Stateless. */
public final class Away {
  private Away() {}

  /** Whether trying again later may help. */
  public static boolean is(RuntimeException e) {
    return e instanceof DataAccessResourceFailureException
        || e instanceof TransientDataAccessException
        || e instanceof RecoverableDataAccessException
        || e instanceof TransactionException
        || e instanceof SQLRuntimeException;
  }
}
