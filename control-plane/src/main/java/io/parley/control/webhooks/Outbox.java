package io.parley.control.webhooks;

import io.parley.control.document.Documents;
import io.parley.control.jobs.Queue;
import io.parley.control.journal.JournalLine;
import io.parley.control.live.EventText;
import io.parley.control.store.FactOutbox;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where events become deliveries: in the transaction that stores what happened, so that there is
 * neither without the other. Safe from any thread.
 */
public final class Outbox implements FactOutbox {
  /** What a tenant can choose from. */
  public static final List<String> EVENTS =
      List.of("call.started", "call.answered", "turn.completed", "call.ended", "recording.ready");

  private static final String INSERT =
      "INSERT INTO webhook_deliveries (tenant_id, id, webhook_id, lane, event_id, type, call_id,"
          + " payload, created_at, next_attempt_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (tenant_id, webhook_id, event_id) WHERE replay_of IS NULL DO NOTHING";

  private final InstantSource wall;
  private final Runnable wake;
  private final WebhookCounters counters;
  private final DeliveryIds ids;
  private final AtomicBoolean unsent = new AtomicBoolean();

  Outbox(InstantSource wall, DeliveryIds ids, Runnable wake, WebhookCounters counters) {
    this.wall = wall;
    this.ids = ids;
    this.wake = wake;
    this.counters = counters;
  }

  /**
   * Something that happened in a call.
   *
   * @param id the same wherever and however often it is told
   * @param seq its number within the call
   * @param data what is particular to it, made of the API's own parts
   */
  public record Event(String type, String id, CallId call, long seq, Instant at, Object data) {}

  /** What every payload is. */
  record Payload(
      String type,
      String eventId,
      Instant createdAt,
      @Nullable UUID callId,
      @Nullable Long seq,
      Object data) {}

  private record Subscriber(UUID webhook, Set<String> events) {}

  @Override
  public void add(JdbcTemplate jdbc, TenantId tenant, List<JournalLine.Entry> fresh) {
    List<Event> events = new ArrayList<>();
    for (JournalLine.Entry entry : fresh) {
      String type = EventText.type(entry.fact());
      if (EVENTS.contains(type)) {
        Instant at = Instant.ofEpochMilli(entry.wallMs());
        String id = EventText.id(entry);
        events.add(new Event(type, id, entry.call(), entry.seq(), at, EventText.data(entry)));
      }
    }
    put(jdbc, tenant, events);
  }

  /**
   * Has {@code events} delivered to those of the tenant's webhooks that want them, in their order.
   * Call {@link #committed} when the transaction is.
   */
  public void put(JdbcTemplate jdbc, TenantId tenant, List<Event> events) {
    List<Subscriber> subscribers = events.isEmpty() ? List.of() : subscribers(jdbc, tenant);
    List<String> lanes = new ArrayList<>();
    List<Object[]> rows = new ArrayList<>();
    Instant now = wall.instant();
    for (Event event : events) {
      for (Subscriber each : subscribers) {
        if (each.events().contains(event.type())) {
          lanes.add(new Lane(tenant, each.webhook(), event.call().value()).text());
          rows.add(row(tenant, each.webhook(), event, now));
        }
      }
    }
    if (!rows.isEmpty()) {
      // The lanes first: they are locked until the end, so positions are in the order of commits.
      Queue.put(jdbc, LaneJob.NAME, lanes, now);
      jdbc.batchUpdate(INSERT, rows);
      counters.enqueued.add(rows.size());
      unsent.set(true);
    }
  }

  private static List<Subscriber> subscribers(JdbcTemplate jdbc, TenantId tenant) {
    return jdbc.query(
        "SELECT id, events FROM webhooks WHERE tenant_id = ? AND active ORDER BY id",
        (row, _) ->
            new Subscriber(
                row.getObject(1, UUID.class), Set.of((String[]) row.getArray(2).getArray())),
        tenant.value());
  }

  private Object[] row(TenantId tenant, UUID webhook, Event event, Instant now) {
    UUID call = event.call().value();
    Payload payload =
        new Payload(event.type(), event.id(), event.at(), call, event.seq(), event.data());
    Timestamp time = Timestamp.from(now);
    return new Object[] {
      tenant.value(),
      ids.next(now),
      webhook,
      call,
      event.id(),
      event.type(),
      call,
      Documents.text(payload),
      time,
      time
    };
  }

  @Override
  public void committed() {
    if (unsent.getAndSet(false)) {
      wake.run();
    }
  }
}
