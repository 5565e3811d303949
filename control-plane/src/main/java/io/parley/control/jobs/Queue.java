package io.parley.control.jobs;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The durable queue's statements, for a transaction of whoever enqueues. Stateless. */
public final class Queue {
  static final String TABLE = "scheduled_tasks";

  private static final String PUT =
      "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
          + " VALUES (?, ?, ?, false, 1) ON CONFLICT (task_name, task_instance) DO UPDATE"
          + " SET execution_time = least(scheduled_tasks.execution_time, excluded.execution_time)";

  private Queue() {}

  /**
   * Has {@code job} run for each of {@code instances} at {@code at} or before. An instance that is
   * there already stays one; its row is locked until the transaction ends, so that a run of it does
   * not end without having seen what this transaction writes. Instances come in one order, lest two
   * transactions wait for each other.
   */
  public static void put(JdbcTemplate jdbc, String job, List<String> instances, Instant at) {
    Timestamp time = Timestamp.from(at);
    List<Object[]> rows =
        instances.stream()
            .distinct()
            .sorted()
            .map(instance -> new Object[] {job, instance, time})
            .toList();
    jdbc.batchUpdate(PUT, rows);
  }

  /**
   * Has all instances of {@code job} whose ids begin with {@code prefix} run at {@code at}. Those
   * that somebody is about to enqueue are left: they run then anyway.
   */
  public static void hasten(JdbcTemplate jdbc, String job, String prefix, Instant at) {
    int last = prefix.length() - 1;
    jdbc.update(
        "UPDATE scheduled_tasks SET execution_time = ? WHERE task_name = ? AND task_instance IN"
            + " (SELECT task_instance FROM scheduled_tasks WHERE task_name = ?"
            + " AND task_instance >= ? AND task_instance < ? AND NOT picked"
            + " AND execution_time > ? FOR UPDATE SKIP LOCKED)",
        Timestamp.from(at),
        job,
        job,
        prefix,
        prefix.substring(0, last) + (char) (prefix.charAt(last) + 1),
        Timestamp.from(at));
  }

  /** Waits until nobody enqueues {@code instance}, and keeps others from it. */
  static void lock(JdbcTemplate jdbc, String job, String instance) {
    jdbc.query(
        "SELECT 1 FROM scheduled_tasks WHERE task_name = ? AND task_instance = ? FOR UPDATE",
        _ -> {},
        job,
        instance);
  }

  /** Runs that this node's last process did not end begin again at once. */
  static void release(JdbcTemplate jdbc, String node) {
    jdbc.update(
        "UPDATE scheduled_tasks SET picked = false, picked_by = NULL, last_heartbeat = NULL,"
            + " version = version + 1 WHERE picked AND picked_by = ?",
        node);
  }
}
