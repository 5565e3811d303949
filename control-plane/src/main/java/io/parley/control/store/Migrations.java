package io.parley.control.store;

import io.parley.control.postgres.DatabaseFault;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema {@code parley} up to date. Stateless; several nodes may do it at once. */
public final class Migrations {
  private Migrations() {}

  /** Applies what is missing, as the schema's owner. */
  public static void apply(DataSource owner) throws DatabaseFault {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(owner)
          .schemas("parley")
          .createSchemas(true)
          .locations("classpath:db/migration")
          .connectRetries(0)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseFault("the schema cannot be brought up to date: " + e.getMessage(), e);
    }
  }
}
