package io.parley.control.jobs;

import java.util.Map;

/**
 * What became of jobs since this process began.
 *
 * @param runs runs that ended, whatever their result
 * @param defects runs that ended with an exception; they run again
 * @param waiting by name of the job, how many instances there were at the last look (every 5 s)
 */
public record JobStats(long runs, long defects, Map<String, Long> waiting) {
  /** Copies the counts. */
  public JobStats {
    waiting = Map.copyOf(waiting);
  }
}
