package io.parley.control.backup;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds; its last entry, so that a file without it was cut off. Immutable.
 *
 * @param format of the file; this code writes and reads {@link #FORMAT}
 * @param schema version of the migrations the rows belong to
 * @param tables in an order in which they can be filled
 */
record Manifest(int format, String schema, String createdAt, List<Table> tables) {
  static final int FORMAT = 1;
  static final String ENTRY = "manifest.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /** Copies the tables. */
  Manifest {
    tables = List.copyOf(tables);
  }

  /** One table: lines of COPY's text format in the order of {@code columns}. */
  record Table(String name, List<String> columns, long rows, String sha256) {
    /** Copies the columns. */
    Table {
      columns = List.copyOf(columns);
    }

    /** Its entry in the file. */
    String entry() {
      return "tables/" + name + ".copy";
    }
  }

  byte[] json() {
    return JSON.writeValueAsBytes(this);
  }

  static Manifest of(byte[] json) throws JacksonException {
    return JSON.readValue(json, Manifest.class);
  }

  long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }
}
