package io.parley.control.postgres;

/** A PostgreSQL that can be brought up. Owned by the {@code database} thread. */
public interface DatabaseServer extends AutoCloseable {
  /** What the operator is told: {@code embedded …} or {@code external host/db}. */
  String description();

  /** Brings it up and makes its roles; may take seconds. */
  DatabaseAccess start() throws DatabaseFault;

  /** How to reach it when another process has brought it up; a fault when none has. */
  DatabaseAccess running() throws DatabaseFault;

  /** Looks after it: brings back what has died. Called about once a second. */
  void tend() throws DatabaseFault;

  /** How often it was brought back. */
  long restarts();

  @Override
  void close();
}
