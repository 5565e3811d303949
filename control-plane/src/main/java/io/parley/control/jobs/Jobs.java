package io.parley.control.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import io.parley.control.jobs.Job.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs jobs with db-scheduler, which needs a database to be made: so it is made when that is up,
 * and rests while it is away. Its own thread is {@code jobs}; {@link #wake} and {@link #stats} are
 * safe from any thread.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final int LOOKS_A_COUNT = 20;
  private static final int MISSED_HEARTBEATS = 6;
  private static final int MOST_TRIES = 2_400;
  private static final Duration AFTER_DEFECT = Duration.ofMinutes(1);

  private final Supplier<@Nullable DataSource> pool;
  private final BooleanSupplier databaseUp;
  private final Supplier<String> node;
  private final InstantSource wall;
  private final List<Job> jobs;
  private final JobLimits limits;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong defects = new AtomicLong();
  private final Thread thread;
  private volatile Map<String, Long> waiting = Map.of();
  private volatile @Nullable Scheduler scheduler;

  /**
   * Where jobs find their table.
   *
   * @param pool null until the database has been up
   * @param databaseUp whether it is up
   * @param node names this process in the table; the same after a restart
   */
  public record Place(
      Supplier<@Nullable DataSource> pool, BooleanSupplier databaseUp, Supplier<String> node) {}

  /** Does nothing yet. */
  public Jobs(Place place, InstantSource wall, List<Job> jobs, JobLimits limits) {
    this.pool = place.pool();
    this.databaseUp = place.databaseUp();
    this.node = place.node();
    this.wall = wall;
    this.jobs = List.copyOf(jobs);
    this.limits = limits;
    this.thread = Thread.ofVirtual().name("jobs").unstarted(this::run);
  }

  /** Starts the thread; returns at once. */
  public void start() {
    thread.start();
  }

  /** Something was enqueued and committed: it need not wait for the next look. */
  public void wake() {
    Scheduler running = scheduler;
    if (running != null && databaseUp.getAsBoolean()) {
      running.triggerCheckForDueExecutions();
    }
  }

  /** As of now. */
  public JobStats stats() {
    return new JobStats(runs.get(), defects.get(), waiting);
  }

  /** Whether the close was asked for: a run that repeats something ends. */
  public boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void run() {
    try {
      for (int look = 0; !closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS); look++) {
        tend(look % LOOKS_A_COUNT == 0);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tend(boolean count) {
    DataSource source = pool.get();
    boolean up = source != null && databaseUp.getAsBoolean();
    Scheduler running = scheduler;
    try {
      if (source != null && running == null && up) {
        begin(source);
      } else if (running != null && running.getSchedulerState().isPaused() == up) {
        rest(running, !up);
      }
      if (source != null && up && count) {
        waiting = count(new JdbcTemplate(source));
      }
    } catch (DataAccessException | SQLRuntimeException away) {
      LOG.debug("the database went away between two looks", away);
    }
  }

  private static void rest(Scheduler running, boolean pause) {
    if (pause) {
      running.pause();
    } else {
      running.resume();
    }
  }

  private static Map<String, Long> count(JdbcTemplate jdbc) {
    Map<String, Long> counts = new HashMap<>();
    jdbc.query(
        "SELECT task_name, count(*) FROM scheduled_tasks GROUP BY task_name",
        row -> {
          counts.put(row.getString(1), row.getLong(2));
        });
    return counts;
  }

  private void begin(DataSource source) {
    Queue.release(new JdbcTemplate(source), node.get());
    List<Task<?>> tasks = jobs.stream().<Task<?>>map(job -> task(job, source)).toList();
    // What db-scheduler does within a transaction of ours becomes part of it.
    Scheduler made =
        Scheduler.create(new TransactionAwareDataSourceProxy(source), tasks)
            .tableName(Queue.TABLE)
            .schedulerName(new SchedulerName.Fixed(node.get()))
            .threads(limits.threads())
            .pollingInterval(limits.poll())
            .pollUsingLockAndFetch(0.5, 1.0)
            .heartbeatInterval(limits.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(limits.farewell())
            .clock(wall::instant)
            .build();
    made.start();
    scheduler = made;
  }

  private Task<Void> task(Job job, DataSource source) {
    return Tasks.custom(job.name(), Void.class)
        .onFailure((complete, operations) ->
            end(source, job, new Ending(complete, operations), Result.again(later())))
        .onDeadExecution((complete, operations) ->
            end(source, job, new Ending(complete, operations), Result.again(wall.instant())))
        .execute((instance, _) -> {
          Result result = ran(job, instance.getId());
          return (complete, operations) ->
              end(source, job, new Ending(complete, operations), result);
        });
  }

  private record Ending(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    String instance() {
      return complete.getExecution().getId();
    }
  }

  private Result ran(Job job, String instance) {
    try {
      return job.run(instance);
    } catch (RuntimeException defect) {
      if (Away.is(defect)) {
        LOG.debug("job {} {} runs again: the database went away", job.name(), instance, defect);
        return Result.again(wall.instant());
      }
      defects.incrementAndGet();
      LOG.error("job {} {} failed and runs again in a while", job.name(), instance, defect);
      return Result.again(later());
    } finally {
      runs.incrementAndGet();
    }
  }

  private Instant later() {
    return wall.instant().plus(AFTER_DEFECT);
  }

  /** Waits for a database that is away: nothing else could be done without it. */
  private void end(DataSource source, Job job, Ending ending, Result result) {
    boolean ended = false;
    for (int tries = 0; !ended && tries < MOST_TRIES; tries++) {
      try {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        transaction.executeWithoutResult(_ -> endIn(new JdbcTemplate(source), job, ending, result));
        ended = true;
      } catch (RuntimeException away) {
        if (!Away.is(away)) {
          throw away;
        }
        ended = !isWorthAnotherTry(away);
      }
    }
  }

  private boolean isWorthAnotherTry(RuntimeException away) {
    LOG.debug("the end of a run waits for the database", away);
    try {
      return !closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void endIn(JdbcTemplate jdbc, Job job, Ending ending, Result result) {
    Queue.lock(jdbc, job.name(), ending.instance());
    Instant again = result.again();
    if (again == null && job.hasMore(jdbc, ending.instance())) {
      again = wall.instant();
    }
    if (again == null) {
      ending.operations().remove();
    } else {
      ending.operations().reschedule(ending.complete(), again);
    }
  }

  /** Ends the thread, and the runs within their farewell; what they leave is run later. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(10));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Scheduler running = scheduler;
    if (running != null) {
      running.stop();
    }
  }
}
