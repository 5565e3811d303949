package io.parley.control.postgres;

import java.util.List;

/** How the embedded PostgreSQL runs: durable, on the loopback address only, small. */
final class PostgresSettings {
  static final List<String> EMBEDDED =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "password_encryption=scram-sha-256",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=40",
          "shared_buffers=64MB",
          "max_wal_size=512MB",
          "wal_level=minimal",
          "max_wal_senders=0",
          "io_method=sync",
          "jit=off",
          "max_parallel_workers_per_gather=0",
          "log_min_messages=warning",
          // No row in the log: it could hold what a caller said.
          "log_error_verbosity=terse",
          "log_line_prefix=%m [%p] ");

  private PostgresSettings() {}
}
