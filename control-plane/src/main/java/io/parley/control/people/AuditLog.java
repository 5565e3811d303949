package io.parley.control.people;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The record of changes. It can only grow: the application's role may not change it, and a trigger
 * refuses everybody else. Stateless.
 */
public final class AuditLog {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private AuditLog() {}

  /**
   * Records a change in the transaction that makes it, so that there is neither without the other.
   *
   * @param jdbc within a transaction of {@code who}'s tenant
   * @param action {@code agent.published}, {@code user.changed} …
   * @param beforeJson the subject before; null when it is new. Never with a secret
   * @param afterJson the subject after; null when it is gone
   */
  public static void record(
      JdbcTemplate jdbc,
      Requester who,
      String action,
      String subjectType,
      String subjectId,
      @Nullable String beforeJson,
      @Nullable String afterJson) {
    jdbc.update(
        "INSERT INTO audit_log (tenant_id, actor, role, action, subject_type, subject_id,"
            + " before_state, after_state) VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)",
        who.tenant().value(),
        who.actor(),
        who.role().label(),
        action,
        subjectType,
        subjectId,
        beforeJson,
        afterJson);
  }

  /** {@code state} as the log takes it: JSON in snake case. */
  public static String json(Object state) {
    return JSON.writeValueAsString(state);
  }
}
