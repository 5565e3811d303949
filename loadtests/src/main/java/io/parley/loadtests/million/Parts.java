package io.parley.loadtests.million;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Which part of the table of words each call belongs to: PostgreSQL is asked. Immutable. */
final class Parts {
  /** As the migration has them. */
  static final int COUNT = 32;

  private final byte[] partOfCall;

  Parts(EmbeddedServer server, Plan plan) throws SQLException {
    Map<String, Byte> partOfTenant = partOfTenant(server, plan);
    partOfCall = new byte[plan.calls()];
    for (int index = 0; index < partOfCall.length; index++) {
      partOfCall[index] =
          Objects.requireNonNull(partOfTenant.get(new GeneratedCall(plan, index).tenant));
    }
  }

  private static Map<String, Byte> partOfTenant(EmbeddedServer server, Plan plan)
      throws SQLException {
    Map<String, Byte> partOfTenant = new HashMap<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT tenant, part FROM (SELECT '"
                    + Plan.BIG
                    + "' UNION ALL SELECT 'tenant-' || n FROM generate_series(1, "
                    + (plan.tenants() - 1)
                    + ") AS n) AS t(tenant), generate_series(0, "
                    + (COUNT - 1)
                    + ") AS part WHERE satisfies_hash_partition('parley.call_words'::regclass, "
                    + COUNT
                    + ", part, tenant)")) {
      while (rows.next()) {
        partOfTenant.put(rows.getString(1), rows.getByte(2));
      }
    }
    return partOfTenant;
  }

  /** The calls of {@code part}, in the order of their index. */
  IntStream calls(int part) {
    return IntStream.range(0, partOfCall.length).filter(index -> partOfCall[index] == part);
  }
}
