package io.parley.control.agents;

import io.parley.control.Refusal;
import io.parley.kernel.id.TenantId;
import org.springframework.jdbc.core.JdbcTemplate;

/** How much a tenant may make: what an edge keeps in memory is bounded by it. */
public enum Quota {
  LESSONS("lessons", "SELECT count(*) FROM lessons WHERE tenant_id = ?", 1_000),
  AGENTS(
      "agents", "SELECT count(*) FROM agents WHERE tenant_id = ? AND archived_at IS NULL", 1_000),
  NUMBERS("numbers", "SELECT count(*) FROM numbers WHERE tenant_id = ?", 10_000),
  TRUNKS("trunks", "SELECT count(*) FROM trunks WHERE tenant_id = ?", 100),
  CREDENTIALS(
      "provider-credentials", "SELECT count(*) FROM provider_credentials WHERE tenant_id = ?", 100);

  private final String what;
  private final String count;
  private final int most;

  Quota(String what, String count, int most) {
    this.what = what;
    this.count = count;
    this.most = most;
  }

  /** Refuses another one when there are as many as there may be. */
  public void requireRoom(JdbcTemplate jdbc, TenantId tenant) {
    Integer made = jdbc.queryForObject(count, Integer.class, tenant.value());
    if (made != null && made >= most) {
      throw Refusal.conflict(
          "too-many-" + what, "There are " + made + " " + what + " already: delete some first.");
    }
  }
}
