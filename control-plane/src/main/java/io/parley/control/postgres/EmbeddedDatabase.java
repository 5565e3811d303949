package io.parley.control.postgres;

import io.parley.control.folder.PrivateFile;
import io.parley.control.postgres.DatabaseAccess.Credentials;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL of this node's own: durable, on the loopback address, with passwords from its
 * first start. A server left over by a killed process is stopped and replaced; a folder or port of
 * somebody else is never touched. Owned by the {@code database} thread.
 */
public final class EmbeddedDatabase implements DatabaseServer {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  /** PostgreSQL's format of postmaster.pid: the fourth line is the port. */
  private static final int PORT_LINE = 3;

  private static final Duration POLL = Duration.ofMillis(50);

  private final EmbeddedConfig config;
  private final NanoClock clock;
  private final Pause pause;

  private @Nullable PostgresPrograms programs;
  private @Nullable PostgresSecrets secrets;
  private @Nullable Process process;
  private int port;
  private long restarts;

  /**
   * Where the embedded PostgreSQL lives.
   *
   * @param dataFolder holds {@code postgres}, its log, port and passwords
   * @param binaries where its programs are unpacked
   * @param port to listen on; 0 chooses a free one and keeps it
   */
  public record EmbeddedConfig(Path dataFolder, Path binaries, int port) {}

  /** A database that is not started. */
  public EmbeddedDatabase(EmbeddedConfig config, NanoClock clock, Pause pause) {
    this.config = config;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public String description() {
    return "embedded PostgreSQL in " + config.dataFolder().resolve("postgres");
  }

  @Override
  public DatabaseAccess start() throws DatabaseFault {
    Path home = PostgresBinaries.ensure(config.binaries());
    Path folder = config.dataFolder().toAbsolutePath().normalize();
    Path data = folder.resolve("postgres");
    PostgresPrograms tools = new PostgresPrograms(home, data, folder.resolve("postgres.log"));
    programs = tools;
    PostgresSecrets known = secretsIn(folder);
    secrets = known;
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      init(tools, folder, known);
    }
    requireVersion(data);
    if (tools.owner().isPresent() && !tools.stop(STOP_PATIENCE)) {
      throw new DatabaseFault(
          "a PostgreSQL of an earlier run still holds " + data + " and does not stop; end it");
    }
    port = choosePort(folder);
    launch(tools, known);
    provision(known);
    return access(known);
  }

  @Override
  public DatabaseAccess running() throws DatabaseFault {
    Path folder = config.dataFolder().toAbsolutePath().normalize();
    Path pidFile = folder.resolve("postgres/postmaster.pid");
    try {
      port = Integer.parseInt(Files.readAllLines(pidFile).get(PORT_LINE).strip());
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new DatabaseFault(
          "the embedded PostgreSQL of " + folder + " is not up: wait until ./parley status is ok",
          e);
    }
    return access(secretsIn(folder));
  }

  private DatabaseAccess access(PostgresSecrets known) {
    return new DatabaseAccess(
        url("parley"),
        new Credentials("parley_owner", known.owner()),
        new Credentials("parley_app", known.app()),
        "",
        "");
  }

  private static PostgresSecrets secretsIn(Path folder) throws DatabaseFault {
    try {
      return PostgresSecrets.in(folder.resolve("postgres-secrets"));
    } catch (IOException e) {
      throw new DatabaseFault("the database's passwords: " + e.getMessage(), e);
    }
  }

  private static void init(PostgresPrograms tools, Path folder, PostgresSecrets known)
      throws DatabaseFault {
    Path password = folder.resolve(".postgres-superuser");
    try {
      PrivateFile.write(password, known.superuser());
      tools.init(password);
    } catch (IOException e) {
      throw new DatabaseFault("cannot write " + password + ": " + e.getMessage(), e);
    } finally {
      password.toFile().delete();
    }
  }

  private static void requireVersion(Path data) throws DatabaseFault {
    try {
      String version = Files.readString(data.resolve("PG_VERSION")).strip();
      if (!version.equals(PostgresBinaries.MAJOR)) {
        throw new DatabaseFault(
            data
                + " was made by PostgreSQL "
                + version
                + ", this build brings "
                + PostgresBinaries.MAJOR
                + ": dump it with the old one, or set PARLEY_DATA_DIR");
      }
    } catch (IOException e) {
      throw new DatabaseFault("cannot read " + data + "/PG_VERSION: " + e.getMessage(), e);
    }
  }

  /** The configured port, else the one of the last start, else a free one, remembered. */
  private int choosePort(Path folder) throws DatabaseFault {
    if (config.port() != 0) {
      if (!isFree(config.port())) {
        throw new DatabaseFault(
            "port " + config.port() + " for the embedded PostgreSQL is taken: give another one");
      }
      return config.port();
    }
    Path file = folder.resolve("postgres-port");
    try {
      String last = Files.exists(file) ? Files.readString(file).strip() : "";
      if (last.matches("\\d{1,5}") && isFree(Integer.parseInt(last))) {
        return Integer.parseInt(last);
      }
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int free = socket.getLocalPort();
        PrivateFile.write(file, String.valueOf(free));
        return free;
      }
    } catch (IOException e) {
      throw new DatabaseFault("cannot choose a port for PostgreSQL: " + e.getMessage(), e);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private void launch(PostgresPrograms tools, PostgresSecrets known) throws DatabaseFault {
    tools.forgetStalePid();
    Process started = tools.launch(port);
    process = started;
    long untilNs = clock.nowNs() + START_PATIENCE.toNanos();
    while (clock.nowNs() - untilNs < 0) {
      if (!started.isAlive()) {
        throw new DatabaseFault("PostgreSQL did not start: " + tools.lastLogLine());
      }
      try (Connection connection = connect("postgres", "postgres", known.superuser())) {
        requireOwnFolder(connection, tools.data());
        return;
      } catch (SQLException e) {
        if ("28P01".equals(e.getSQLState())) {
          throw new DatabaseFault("the password in postgres-secrets is not the database's", e);
        }
      }
      rest();
    }
    throw new DatabaseFault("PostgreSQL is not ready after " + START_PATIENCE.toSeconds() + " s");
  }

  private static void requireOwnFolder(Connection connection, Path data)
      throws SQLException, DatabaseFault {
    String served = Sql.text(connection, "SHOW data_directory");
    if (!Path.of(served).equals(data)) {
      throw new DatabaseFault("the port answers for " + served + ", not for " + data);
    }
  }

  private void provision(PostgresSecrets known) throws DatabaseFault {
    try (Connection server = connect("postgres", "postgres", known.superuser())) {
      role(server, "parley_owner", known.owner());
      role(server, "parley_app", known.app());
      if (Sql.isEmpty(server, "SELECT 1 FROM pg_database WHERE datname = 'parley'")) {
        Sql.run(server, "CREATE DATABASE parley OWNER parley_owner");
      }
    } catch (SQLException e) {
      throw new DatabaseFault("cannot make the database's roles: " + e.getMessage(), e);
    }
    try (Connection database = connect("parley", "postgres", known.superuser())) {
      Sql.run(database, "REVOKE ALL ON DATABASE parley FROM PUBLIC");
      Sql.run(database, "GRANT CONNECT ON DATABASE parley TO parley_app");
      Sql.run(database, "ALTER SCHEMA public OWNER TO parley_owner");
    } catch (SQLException e) {
      throw new DatabaseFault("cannot grant the database's rights: " + e.getMessage(), e);
    }
  }

  private static void role(Connection server, String role, String password) throws SQLException {
    String found = "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'";
    if (Sql.isEmpty(server, found)) {
      Sql.run(server, "CREATE ROLE " + role);
    }
    Sql.run(
        server,
        "ALTER ROLE "
            + role
            + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '"
            + password
            + "'");
  }

  private Connection connect(String database, String user, String password) throws SQLException {
    return Sql.connect(url(database), new Credentials(user, password), Duration.ofSeconds(10));
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private void rest() throws DatabaseFault {
    try {
      pause.pause(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFault("interrupted while PostgreSQL starts", e);
    }
  }

  @Override
  public void tend() throws DatabaseFault {
    Process watched = process;
    PostgresPrograms tools = programs;
    PostgresSecrets known = secrets;
    if (watched != null && tools != null && known != null && !watched.isAlive()) {
      restarts++;
      launch(tools, known);
    }
  }

  @Override
  public long restarts() {
    return restarts;
  }

  /** The process id of the server, or -1. */
  public long pid() {
    Process running = process;
    return running == null ? -1 : running.pid();
  }

  /** The port it listens on, 0 before the first start. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    Process running = process;
    PostgresPrograms tools = programs;
    process = null;
    if (running == null || tools == null || !running.isAlive()) {
      return;
    }
    try {
      tools.stop(STOP_PATIENCE);
    } catch (DatabaseFault _) {
      running.destroy();
    }
  }
}
