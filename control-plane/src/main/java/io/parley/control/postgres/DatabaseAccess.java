package io.parley.control.postgres;

/**
 * How to reach a database in its two roles.
 *
 * @param owner migrates; owns the schema
 * @param app runs: no superuser, no bypass of row-level security
 * @param appRole a role to change to after connecting as {@code app}; empty for none
 * @param note one line about the roles worth telling the operator; empty when all is as it should
 */
public record DatabaseAccess(
    String jdbcUrl, Credentials owner, Credentials app, String appRole, String note) {

  /** A login; never printed. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return user + ":***";
    }
  }
}
