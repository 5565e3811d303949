package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.page.Pages;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.store.CallFilter;
import io.parley.control.store.CallQueries;
import io.parley.control.store.CallQueries.Wanted;
import io.parley.control.store.CallRecord;
import io.parley.kernel.call.LiveCalls;
import io.parley.kernel.id.CallId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages for a browser without scripts, from {@code /calls} on. Stateless. */
@RestController
class PageController {
  private static final int ROWS = 50;
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");
  private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=utf-8");

  private final CallQueries calls;
  private final LiveCalls live;
  private final LiveOrders orders;
  private final Pages pages;

  PageController(CallQueries calls, LiveCalls live, LiveOrders orders, Pages pages) {
    this.calls = calls;
    this.live = live;
    this.orders = orders;
    this.pages = pages;
  }

  @GetMapping("/calls")
  ResponseEntity<String> list(
      Requester requester, @RequestParam(required = false) @Nullable String cursor) {
    try {
      requester.require(Permission.CALLS_READ);
      List<CallRecord.Summary> found =
          calls.list(requester.tenant(), new Wanted(ROWS + 1, Cursor.read(cursor), CallFilter.ALL));
      boolean more = found.size() > ROWS;
      List<CallRecord.Summary> rows = more ? found.subList(0, ROWS) : found;
      String next = more ? Cursor.after(rows.getLast().id()) : "";
      return html(HttpStatus.OK, pages.list(rows, next));
    } catch (Refusal refusal) {
      return refused(refusal);
    } catch (DataAccessException | TransactionException _) {
      return away(requester);
    }
  }

  @GetMapping("/calls/{id}")
  ResponseEntity<String> one(Requester requester, @PathVariable String id) {
    try {
      requester.require(Permission.CALLS_READ);
      UUID call = CallsController.callId(id);
      Optional<CallRecord> found = calls.find(requester.tenant(), call);
      return found.isPresent()
          ? html(HttpStatus.OK, pages.call(found.get()))
          : html(HttpStatus.NOT_FOUND, pages.message("There is no call of this id."));
    } catch (Problem problem) {
      return html(problem.status(), pages.message(String.valueOf(problem.getMessage())));
    } catch (Refusal refusal) {
      return refused(refusal);
    } catch (DataAccessException | TransactionException _) {
      return away(requester);
    }
  }

  private ResponseEntity<String> refused(Refusal refusal) {
    return html(HttpStatus.FORBIDDEN, pages.message(refusal.reason()));
  }

  private ResponseEntity<String> away(Requester requester) {
    List<LiveCalls.LiveCall> own =
        live.snapshot().stream().filter(call -> call.tenant().equals(requester.tenant())).toList();
    return html(HttpStatus.SERVICE_UNAVAILABLE, pages.databaseAway(own));
  }

  @PostMapping("/calls/{id}/hangup")
  ResponseEntity<String> hangUp(Requester requester, @PathVariable String id) {
    requester.require(Permission.CALLS_CONTROL);
    UUID call = CallsController.callId(id);
    boolean ordered = orders.hangUp(requester, new CallId(call));
    return ordered
        ? seeOther("/calls/" + call).build()
        : html(HttpStatus.NOT_FOUND, pages.message("This call is not up any more."));
  }

  @GetMapping("/style.css")
  ResponseEntity<Resource> style() {
    return ResponseEntity.ok()
        .contentType(CSS)
        .header("Cache-Control", "max-age=3600")
        .body(new ClassPathResource("console/style.css"));
  }

  private static ResponseEntity.BodyBuilder seeOther(String where) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).header("Location", where);
  }

  private static ResponseEntity<String> html(HttpStatus status, String page) {
    return ResponseEntity.status(status).contentType(HTML).body(page);
  }
}
