package io.parley.control.api;

import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.store.CallFilter;
import io.parley.control.store.CallQueries;
import io.parley.control.store.CallQueries.Wanted;
import io.parley.control.store.CallRecord;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/calls}. Stateless. */
@RestController
@RequestMapping("/api/v1/calls")
class CallsController {
  private static final int MAX_LIMIT = 200;
  private static final int MAX_EXPORT = 100_000;
  private static final int EXPORT_PAGE = 500;

  private final CallQueries calls;
  private final LiveOrders orders;

  CallsController(CallQueries calls, LiveOrders orders) {
    this.calls = calls;
    this.orders = orders;
  }

  /** One page of a list. */
  record Page(List<CallRecord.Summary> items, @Nullable String nextCursor) {}

  @GetMapping
  @Wire(query = CallFilters.Parameters.class)
  @Needs(Permission.CALLS_READ)
  Page list(
      Requester requester,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam Map<String, String> parameters) {
    int wanted = limit(limit, MAX_LIMIT);
    List<CallRecord.Summary> found =
        calls.list(
            requester.tenant(),
            new Wanted(wanted + 1, Cursor.read(cursor), CallFilters.of(parameters)));
    boolean more = found.size() > wanted;
    List<CallRecord.Summary> items = more ? found.subList(0, wanted) : found;
    return new Page(items, more ? Cursor.after(items.getLast().id()) : null);
  }

  /** The calls of a list as a file, newest first, read and written page by page. */
  @GetMapping("/export")
  @Wire(
      query = CallFilters.Parameters.class,
      media = {"text/csv", "application/jsonl"})
  @Needs(Permission.CALLS_READ)
  void export(
      Requester requester,
      @RequestParam(defaultValue = "csv") String format,
      @RequestParam(defaultValue = "10000") String limit,
      @RequestParam Map<String, String> parameters,
      HttpServletResponse response)
      throws IOException {
    if (!format.equals("csv") && !format.equals("jsonl")) {
      throw Problem.badParameter("format", "csv or jsonl");
    }
    CallExport file = format.equals("csv") ? CallExport.CSV : CallExport.JSONL;
    CallFilter filter = CallFilters.of(parameters);
    int left = limit(limit, MAX_EXPORT);
    List<CallRecord.Summary> page = page(requester.tenant(), left, null, filter);
    response.setContentType(file.contentType());
    response.setHeader("Content-Disposition", "attachment; filename=\"" + file.fileName() + "\"");
    ServletOutputStream out = response.getOutputStream();
    out.write(file.header());
    while (!page.isEmpty()) {
      for (CallRecord.Summary call : page) {
        out.write(file.line(call));
      }
      left -= page.size();
      page = left == 0 ? List.of() : page(requester.tenant(), left, page.getLast().id(), filter);
    }
  }

  private List<CallRecord.Summary> page(
      TenantId tenant, int most, @Nullable UUID before, CallFilter filter) {
    return calls.list(tenant, new Wanted(Math.min(most, EXPORT_PAGE), before, filter));
  }

  private static int limit(String limit, int most) {
    if (!limit.matches("\\d{1,6}") || number(limit) < 1 || number(limit) > most) {
      throw Problem.badParameter("limit", "a number from 1 to " + most);
    }
    return number(limit);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  @GetMapping("/{id}")
  @Needs(Permission.CALLS_READ)
  CallRecord one(Requester requester, @PathVariable String id) {
    return calls.find(requester.tenant(), callId(id)).orElseThrow(Problem::noSuchCall);
  }

  @PostMapping("/{id}/hangup")
  @Wire(status = 202)
  @Needs(Permission.CALLS_CONTROL)
  ResponseEntity<CallOrdersController.Taken> hangUp(Requester requester, @PathVariable String id) {
    UUID call = callId(id);
    if (!orders.hangUp(requester, new CallId(call))) {
      throw new Problem(HttpStatus.NOT_FOUND, "no-such-live-call", "No call of this id is up.");
    }
    return ResponseEntity.accepted().body(new CallOrdersController.Taken(call, "ending"));
  }

  static UUID callId(String id) {
    if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw Problem.noSuchCall();
    }
    return UUID.fromString(id);
  }
}
