package io.parley.control;

import io.parley.control.agents.DirectoryState;
import io.parley.control.api.RateLimiter;
import io.parley.control.jobs.JobStats;
import io.parley.control.journal.JournalStats;
import io.parley.control.live.FeedStats;
import io.parley.control.postgres.DatabaseState;
import io.parley.control.recordings.KeeperState;
import io.parley.control.sessions.SessionStats;
import io.parley.control.ship.ShipState;
import io.parley.control.webhooks.WebhookStats;

/** The control plane's counters as of now. */
public record ControlSnapshot(
    JournalStats journal,
    ShipState shipping,
    DatabaseState database,
    DirectoryState directory,
    FeedStats live,
    JobStats jobs,
    WebhookStats webhooks,
    KeeperState recordings,
    RateLimiter.Stats requests,
    SessionStats sessions) {
  /** Whether records wait for a database that is away or ill; calls go on all the same. */
  public boolean isDegraded() {
    return !database.isUp() || shipping.degraded();
  }
}
