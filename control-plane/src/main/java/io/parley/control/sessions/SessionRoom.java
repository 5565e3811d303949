package io.parley.control.sessions;

import io.parley.control.agents.Agents;
import io.parley.control.agents.Seeded;
import io.parley.control.agents.Versions;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.session.SessionTalk;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * All there is to voice sessions. Wired by the thread that starts the process: {@link #open} when
 * there is somebody to talk with; until then recordings wait.
 */
public final class SessionRoom implements AutoCloseable {
  private final TenantTransactions transactions;
  private final InstantSource wall;
  private final RandomGenerator random = new SecureRandom();
  private final AudioFolder folder;
  private final SessionSweep sweep;
  private final AudioJobs jobs;
  private final AudioDesk desk;

  /** Does no I/O; recordings wait in {@code recordings}. */
  public SessionRoom(TenantTransactions transactions, Path recordings, InstantSource wall) {
    this.transactions = transactions;
    this.wall = wall;
    folder = new AudioFolder(recordings, wall);
    sweep = new SessionSweep(transactions, wall);
    jobs = new AudioJobs(transactions, folder, wall);
    desk = new AudioDesk(transactions, folder, jobs, wall);
  }

  /** Tidies what was left, and begins to end idle sessions and to hear recordings. */
  public void start() {
    folder.tidy();
    sweep.start();
    desk.start();
  }

  /** Sessions with the agents of {@code transactions}' tenants, beside what is {@code seeded}. */
  public Opened open(Seeded seeded, SessionTalk talk) {
    Agents agents = new Agents(seeded);
    SessionAgents found = new SessionAgents(agents, new Versions(agents), seeded);
    Turns turns = new Turns(transactions, found, talk, wall);
    jobs.open(turns);
    return new Opened(
        new VoiceSessions(transactions, found, turns, talk, wall, random),
        new AudioUploads(transactions, folder, desk::wake, wall, random));
  }

  /** What requests work with. */
  public record Opened(VoiceSessions sessions, AudioUploads uploads) {}

  /** As of now. */
  public SessionStats stats() {
    return new SessionStats(sweep.ended(), jobs.failures(), desk.waited());
  }

  @Override
  public void close() {
    desk.close();
    sweep.close();
  }
}
