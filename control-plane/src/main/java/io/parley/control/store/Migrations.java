package io.parley.control.store;

import io.parley.control.postgres.DatabaseFault;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Brings a schema up to date. Stateless; several nodes may do it at once. */
public final class Migrations {
  /** All versions that are known. */
  public static final String NEWEST = "latest";

  private static final String SCHEMA = "parley";

  private Migrations() {}

  /** Applies to the schema {@code parley} what is missing, as its owner. */
  public static void apply(DataSource owner) throws DatabaseFault {
    apply(owner, SCHEMA, NEWEST);
  }

  /** Applies to {@code schema}, which is made when missing, all up to {@code version}. */
  public static void apply(DataSource owner, String schema, String version) throws DatabaseFault {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(owner)
          .schemas(schema)
          .createSchemas(true)
          .locations("classpath:db/migration")
          .target(version)
          .connectRetries(0)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseFault("the schema cannot be brought up to date: " + e.getMessage(), e);
    }
  }

  /** The versions that can be applied, oldest first. */
  public static List<String> known() {
    try {
      Resource[] files =
          new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader())
              .getResources("classpath:db/migration/V*__*.sql");
      return Arrays.stream(files)
          .map(file -> Objects.requireNonNull(file.getFilename()).replaceAll("^V|__.*", ""))
          .sorted(Comparator.comparingInt(Integer::parseInt))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
