package io.parley.control.jobs;

import java.time.Duration;

/**
 * How jobs are run.
 *
 * @param threads jobs that run at once
 * @param poll how often the table is looked at for what is due
 * @param heartbeat how often a run says that it is alive; silent for six of them, it runs again
 * @param farewell how long a run may go on after the close
 */
public record JobLimits(int threads, Duration poll, Duration heartbeat, Duration farewell) {
  /** As the server runs them. */
  public static final JobLimits DEFAULT =
      new JobLimits(16, Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(12));
}
