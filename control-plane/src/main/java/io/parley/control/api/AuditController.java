package io.parley.control.api;

import io.parley.control.people.AuditQueries;
import io.parley.control.people.AuditQueries.Entry;
import io.parley.control.people.AuditQueries.Wanted;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/audit}. Stateless. */
@RestController
class AuditController {
  private final AuditQueries audit;

  AuditController(AuditQueries audit) {
    this.audit = audit;
  }

  @GetMapping("/api/v1/audit")
  @Needs(Permission.AUDIT_READ)
  Paging.Page<Entry> list(
      Requester requester,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(name = "subject_type", required = false) @Nullable String subjectType,
      @RequestParam(name = "subject_id", required = false) @Nullable String subjectId) {
    int wanted = Paging.limit(limit);
    UUID after = Cursor.read(cursor);
    var entries =
        audit.list(
            requester.tenant(),
            new Wanted(
                wanted + 1,
                after == null ? null : after.getLeastSignificantBits(),
                Paging.text("actor", actor),
                Paging.text("action", action),
                Paging.text("subject_type", subjectType),
                Paging.text("subject_id", subjectId)));
    return Paging.page(entries, wanted, entry -> new UUID(0, entry.id()));
  }
}
