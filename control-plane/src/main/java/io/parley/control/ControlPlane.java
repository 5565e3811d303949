package io.parley.control;

import io.parley.control.agents.Directory;
import io.parley.control.api.AdminToken;
import io.parley.control.api.HttpServer;
import io.parley.control.api.HttpServer.Surroundings;
import io.parley.control.api.RateLimiter;
import io.parley.control.jobs.JobLimits;
import io.parley.control.jobs.Jobs;
import io.parley.control.journal.FileJournal;
import io.parley.control.journal.JournalConfig;
import io.parley.control.live.FeedLimits;
import io.parley.control.live.LiveFeed;
import io.parley.control.live.LiveWords;
import io.parley.control.people.People;
import io.parley.control.postgres.DatabaseConfig;
import io.parley.control.postgres.DatabaseKeeper;
import io.parley.control.postgres.DatabaseServer;
import io.parley.control.postgres.DatabaseUrl;
import io.parley.control.postgres.EmbeddedDatabase;
import io.parley.control.postgres.ExternalDatabase;
import io.parley.control.provider.OpenedModels;
import io.parley.control.provider.ProviderProbe;
import io.parley.control.provider.SecretRotation;
import io.parley.control.reach.TargetGuard;
import io.parley.control.recordings.RecordingAccess;
import io.parley.control.recordings.RecordingKeeper;
import io.parley.control.recordings.RecordingLinks;
import io.parley.control.secret.Keyring;
import io.parley.control.secret.SecretBox;
import io.parley.control.sessions.SessionRoom;
import io.parley.control.ship.Shipper;
import io.parley.control.store.Migrations;
import io.parley.control.store.PostgresFactStore;
import io.parley.control.store.TenantTransactions;
import io.parley.control.webhooks.WebhookRoom;
import io.parley.control.webhooks.WebhookTime;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.route.ModelAccesses;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls on record and the API to them. {@link #start} brings the journal up and the database in the
 * background, {@link #serve} the HTTP side; both are called once, by the thread that starts the
 * process.
 */
public final class ControlPlane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);
  private static final Duration TEST_PATIENCE = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  private final ControlConfig config;
  private final FileJournal journal;
  private final LiveFeed feed;
  private final DatabaseKeeper database;
  private final Shipper shipper;
  private final TenantTransactions transactions;
  private final People people;
  private final Directory directory;
  private final RecordingKeeper recordings;
  private final RateLimiter limiter;
  private final SessionRoom sessions;
  private final InstantSource wall;
  private final WebhookRoom webhooks;
  private final Jobs jobs;
  private final ProviderProbe probe;
  private volatile @Nullable SecretBox box;
  private @Nullable SecretRotation rotation;
  private @Nullable HttpServer http;
  private @Nullable FirstRunNotice firstRun;

  /** Wires; does no I/O. Throws {@link IllegalArgumentException} for a setting that cannot work. */
  public ControlPlane(ControlConfig config, NanoClock clock, InstantSource wall) {
    this.config = config;
    this.journal =
        new FileJournal(JournalConfig.in(config.dataFolder().resolve("journal")), clock, wall);
    this.feed = new LiveFeed(FeedLimits.DEFAULT, wall.millis());
    this.journal.onFact(feed::publish);
    this.journal.onWords(
        (tenant, call, wallMs, words) -> feed.publish(new LiveWords(tenant, call, wallMs, words)));
    this.database = new DatabaseKeeper(server(config, clock), Migrations::apply);
    this.transactions = new TenantTransactions(database::pool);
    this.directory = new Directory(transactions, config.dataFolder().resolve("routes.json"));
    this.probe =
        new ProviderProbe(
            new TargetGuard(config.providerNetworks()), TEST_PATIENCE, trust(), clock, wall);
    this.limiter = new RateLimiter(directory::limits, clock);
    this.wall = wall;
    this.sessions =
        new SessionRoom(transactions, config.dataFolder().resolve("session-audio"), wall);
    this.people = People.of(transactions, wall);
    this.webhooks =
        new WebhookRoom(config.webhooks(), transactions, () -> box, new WebhookTime(clock, wall));
    var place = new Jobs.Place(database::pool, () -> database.state().isUp(), journal::node);
    this.jobs = new Jobs(place, wall, webhooks.jobs(), JobLimits.DEFAULT);
    webhooks.onCommit(jobs::wake);
    var facts = new PostgresFactStore(transactions, webhooks.outbox());
    this.shipper = new Shipper(journal, facts, clock, FAREWELL);
    this.recordings =
        RecordingKeeper.of(
            config.recordings(),
            new RecordingKeeper.Register(transactions, feed, webhooks.outbox(), journal::node),
            new RecordingKeeper.Timing(clock, wall, SWEEP_EVERY));
  }

  /** The database these settings mean, not yet brought up. */
  public static DatabaseServer server(ControlConfig config, NanoClock clock) {
    DatabaseConfig database = config.database();
    return database.url().isEmpty()
        ? new EmbeddedDatabase(database.embedded(), clock, Pause.SLEEP)
        : new ExternalDatabase(DatabaseUrl.parse(database.url()));
  }

  /** Opens the journal, ends calls that a crash left open, and goes for the database. */
  public CallJournal start() throws ControlFault {
    try {
      int crashed = journal.start(config.dataFolder().resolve("node-id"));
      if (crashed > 0) {
        LOG.warn("{} calls were up when this node's last process ended; they are ended", crashed);
      }
      SecretBox opened = new SecretBox(keyring(), new SecureRandom());
      box = opened;
      rotation = new SecretRotation(transactions, opened);
      recordings.start();
    } catch (IOException | IllegalArgumentException e) {
      throw new ControlFault(String.valueOf(e.getMessage()), e);
    }
    database.start();
    rotation.start();
    shipper.start();
    directory.start();
    jobs.start();
    sessions.start();
    return journal;
  }

  /**
   * Serves the API and the console; requests are taken when this returns.
   *
   * @return the port they are taken at
   */
  public int serve(ControlPorts ports) throws ControlFault {
    SecretBox sealed = Objects.requireNonNull(box, "not started");
    SecretRotation rotating = Objects.requireNonNull(rotation, "not started");
    try {
      AdminToken token = AdminToken.in(config.dataFolder().resolve("admin-token"), wall);
      RecordingAccess kept =
          new RecordingAccess(
              recordings.vault(),
              RecordingLinks.in(
                  config.dataFolder().resolve("recording-links-key"),
                  config.recordings().linkLife(),
                  wall));
      HttpServer server =
          HttpServer.start(
              config.http().bind(),
              config.http().port(),
              new Surroundings(
                  ports,
                  this::snapshot,
                  transactions,
                  people,
                  token,
                  wall,
                  feed,
                  sealed,
                  webhooks,
                  kept,
                  limiter,
                  sessions,
                  probe,
                  rotating));
      http = server;
      FirstRunNotice notice =
          new FirstRunNotice(
              people.links(),
              () -> database.state().isUp(),
              ports.notices(),
              config.http().bind(),
              server.port());
      firstRun = notice;
      notice.start();
      return server.port();
    } catch (IOException e) {
      throw new ControlFault(String.valueOf(e.getMessage()), e);
    }
  }

  /** Certificates as this JDK trusts them. */
  private static SSLSocketFactory trust() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  /** Tenants' language models; after {@link #start}. Safe from any thread. */
  public ModelAccesses models() {
    return new OpenedModels(directory, Objects.requireNonNull(box, "not started"));
  }

  private Keyring keyring() throws IOException {
    return config.secretsKey().isEmpty()
        ? Keyring.inFile(config.dataFolder().resolve("secrets-key"), new SecureRandom())
        : Keyring.parse(ControlConfig.SECRETS_KEY, config.secretsKey());
  }

  /** What tenants' numbers reach. Safe from any thread. */
  public Directory directory() {
    return directory;
  }

  /** A recording is in the spool, whole. Safe from any thread; does not wait. */
  public void onRecordingFinished() {
    recordings.onFinished();
  }

  /** Counters as of now; safe from any thread. */
  public ControlSnapshot snapshot() {
    return new ControlSnapshot(
        journal.stats(),
        shipper.state(),
        database.state(),
        directory.state(),
        feed.stats(),
        jobs.stats(),
        webhooks.stats(),
        recordings.state(),
        limiter.stats(),
        sessions.stats());
  }

  /** Writes and ships what is left, for a few seconds at most, and stops the database. */
  @Override
  public void close() {
    FirstRunNotice notice = firstRun;
    if (notice != null) {
      notice.close();
    }
    feed.close();
    HttpServer served = http;
    if (served != null) {
      served.close();
    }
    sessions.close();
    SecretRotation rotating = rotation;
    if (rotating != null) {
      rotating.close();
    }
    probe.close();
    directory.close();
    recordings.close();
    journal.close();
    shipper.close();
    webhooks.stop();
    jobs.close();
    webhooks.close();
    database.close();
  }
}
