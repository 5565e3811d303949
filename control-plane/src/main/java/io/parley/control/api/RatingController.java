package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.store.CallRatings;
import io.parley.control.store.CallRatings.Rating;
import io.parley.control.store.TenantTransactions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the caller thought of a call, as an integrator's survey or an operator heard it. */
@RestController
@RequestMapping("/api/v1/calls/{id}/rating")
class RatingController {
  private static final int BEST = 5;

  private final TenantTransactions transactions;

  RatingController(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** A rating of 1 to 5, and what was said beside it. */
  record Wanted(@Nullable Integer rating, @Nullable String comment) {}

  @PutMapping
  @Needs(Permission.CALLS_CONTROL)
  Rating put(Requester who, @PathVariable String id, @RequestBody Wanted wanted) {
    Integer value = wanted.rating();
    if (value == null || value < 1 || value > BEST) {
      throw Refusal.invalid(
          "rating", "This is no rating.", "Give a number from 1 to " + BEST + ".");
    }
    return change(who, id, new Rating(value, OrderFields.comment(wanted.comment())));
  }

  @DeleteMapping
  @Needs(Permission.CALLS_CONTROL)
  Rating remove(Requester who, @PathVariable String id) {
    return change(who, id, new Rating(null, null));
  }

  private Rating change(Requester who, String id, Rating rating) {
    UUID call = CallsController.callId(id);
    return transactions.in(
        who.tenant(),
        jdbc -> {
          Rating before =
              CallRatings.find(jdbc, who.tenant(), call).orElseThrow(Problem::noSuchCall);
          CallRatings.put(jdbc, who.tenant(), call, rating);
          AuditLog.record(
              jdbc,
              who,
              "call.rated",
              "call",
              call.toString(),
              AuditLog.json(before),
              AuditLog.json(rating));
          return rating;
        });
  }
}
