package io.parley.control.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's own programs on one data folder. PostgreSQL refuses to run as root, so root
 * runs it in a user namespace of its own, where it is nobody. Owned by the {@code database} thread.
 */
final class PostgresPrograms {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home;
  private final Path data;
  private final Path log;
  private final boolean root;

  /** Programs below {@code home}, working on {@code data}, writing what they say to {@code log}. */
  PostgresPrograms(Path home, Path data, Path log) {
    this.home = home;
    this.data = data;
    this.log = log;
    this.root = isRoot();
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  Path data() {
    return data;
  }

  /** Makes the data folder, whole or not at all, with a password from the very first moment. */
  void init(Path passwordFile) throws DatabaseFault {
    Path draft = data.resolveSibling(data.getFileName() + ".new");
    try {
      PostgresBinaries.deleteTree(draft);
      int exit =
          run(
              PATIENCE,
              "initdb",
              "--pgdata=" + draft,
              "--username=postgres",
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--locale=C.UTF-8");
      if (exit != 0) {
        throw new DatabaseFault("initdb failed (" + exit + "): " + lastLogLine());
      }
      Files.move(draft, data);
    } catch (IOException e) {
      throw new DatabaseFault("cannot make " + data + ": " + e.getMessage(), e);
    }
  }

  /** Starts the server on {@code port} of the loopback address; does not wait for it. */
  Process launch(int port) throws DatabaseFault {
    List<String> command = command("postgres");
    command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port)));
    for (String setting : PostgresSettings.EMBEDDED) {
      command.addAll(List.of("-c", setting));
    }
    try {
      return builder(command).start();
    } catch (IOException e) {
      throw new DatabaseFault("cannot start PostgreSQL: " + e.getMessage(), e);
    }
  }

  /** Stops whatever server runs on the data folder; {@code true} when none is left. */
  boolean stop(Duration patience) throws DatabaseFault {
    String seconds = String.valueOf(Math.max(1, patience.toSeconds()));
    for (String mode : List.of("fast", "immediate")) {
      Duration limit = patience.plusSeconds(5);
      int exit = run(limit, "pg_ctl", "stop", "-D", data.toString(), "-m", mode, "-t", seconds);
      if (exit == 0 || owner().isEmpty()) {
        return true;
      }
    }
    return owner().isEmpty();
  }

  /**
   * The living server of exactly this data folder. The process in the pid file counts only when its
   * command line says so: after a restart of the machine the number may be anybody's.
   */
  Optional<ProcessHandle> owner() throws DatabaseFault {
    return pidInFile().flatMap(ProcessHandle::of).filter(this::servesThisFolder);
  }

  private boolean servesThisFolder(ProcessHandle process) {
    List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
    int at = arguments.indexOf("-D");
    return process.isAlive()
        && at >= 0
        && at + 1 < arguments.size()
        && Path.of(arguments.get(at + 1)).equals(data);
  }

  private Optional<Long> pidInFile() throws DatabaseFault {
    Path file = data.resolve("postmaster.pid");
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      return Files.readString(file)
          .lines()
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,18}"))
          .map(Long::valueOf);
    } catch (IOException e) {
      throw new DatabaseFault("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Removes a pid file that names a living process which is somebody else's. */
  void forgetStalePid() throws DatabaseFault {
    Optional<ProcessHandle> alive = pidInFile().flatMap(ProcessHandle::of);
    if (alive.isPresent() && !servesThisFolder(alive.get())) {
      try {
        Files.deleteIfExists(data.resolve("postmaster.pid"));
      } catch (IOException e) {
        throw new DatabaseFault("cannot remove a stale postmaster.pid: " + e.getMessage(), e);
      }
    }
  }

  String lastLogLine() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.isEmpty() ? "see " + log : lines.getLast();
    } catch (IOException _) {
      return "see " + log;
    }
  }

  private int run(Duration patience, String program, String... arguments) throws DatabaseFault {
    List<String> command = command(program);
    command.addAll(List.of(arguments));
    try {
      Process process = builder(command).start();
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new DatabaseFault(program + " did not finish within " + patience.toSeconds() + " s");
    } catch (IOException e) {
      throw new DatabaseFault("cannot run " + program + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFault("interrupted while " + program + " ran", e);
    }
  }

  private List<String> command(String program) {
    List<String> command = new ArrayList<>();
    if (root) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    return command;
  }

  private ProcessBuilder builder(List<String> command) throws IOException {
    Path parent = log.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder;
  }
}
