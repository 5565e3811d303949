package io.parley.control.api;

import io.parley.control.live.LiveEvent;
import io.parley.control.live.LiveFeed;
import io.parley.control.live.LiveStream;
import io.parley.control.live.LiveWords;
import io.parley.control.live.Told;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.store.CallFacts;
import io.parley.control.store.CallFacts.Stored;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What happens in calls, as it happens. A stream is one request on its own virtual thread; it ends
 * after a while, so that who reads it shows again who they are.
 */
@RestController
@RequestMapping("/api/v1")
class EventsController {
  private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** What the agent has to say about a call may come just after its end. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private final LiveFeed feed;
  private final CallFacts facts;
  private final InstantSource wall;

  EventsController(LiveFeed feed, CallFacts facts, InstantSource wall) {
    this.feed = feed;
    this.facts = facts;
    this.wall = wall;
  }

  @GetMapping("/events")
  @Wire(media = "text/event-stream")
  @Needs(Permission.CALLS_READ)
  void ofTenant(
      Requester requester,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String seen,
      HttpServletRequest request,
      HttpServletResponse response) {
    try (LiveStream live = feed.follow(requester.tenant())) {
      EventStream out = EventStream.begin(response);
      if (isHead(request)) {
        return;
      }
      tellMissed(out, live, seen);
      Instant until = wall.instant().plus(LONGEST);
      while (!live.isOver() && wall.instant().isBefore(until)) {
        if (live.next(KEEP_ALIVE) instanceof LiveEvent next) {
          out.send(live.position(next.number()), next.entry());
        } else if (!live.isOver()) {
          out.keepAlive();
        }
      }
    } catch (IOException e) {
      left(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tellMissed(EventStream out, LiveStream live, String seen) throws IOException {
    if (seen.isBlank()) {
      out.position(live.position());
      return;
    }
    LiveStream.Missed missed = live.since(seen.strip());
    if (missed.gap()) {
      out.reset();
    }
    for (LiveEvent event : missed.events()) {
      out.send(live.position(event.number()), event.entry());
    }
    if (missed.gap() && missed.events().isEmpty()) {
      out.position(live.position());
    }
  }

  /** From the first event of the call, or after the last that was seen; 204 when that was all. */
  @GetMapping("/calls/{id}/events")
  @Wire(media = "text/event-stream")
  @Needs(Permission.CALLS_READ)
  void ofCall(
      Requester requester,
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String seen,
      HttpServletRequest request,
      HttpServletResponse response) {
    CallId call = new CallId(CallsController.callId(id));
    boolean understood = seen.strip().matches("\\d{0,9}");
    long last = understood && !seen.isBlank() ? Long.parseLong(seen.strip()) : 0;
    try (LiveStream live = feed.followCall(requester.tenant(), call)) {
      Stored stored = stored(requester.tenant(), call, last, live);
      boolean kept = live.kept().stream().anyMatch(event -> event.entry().seq() > last);
      if (stored.ended() && stored.facts().isEmpty() && !kept) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return;
      }
      EventStream out = EventStream.begin(response);
      if (isHead(request)) {
        return;
      }
      if (!understood) {
        out.reset();
      }
      CallFollower follower = new CallFollower(out, last);
      tellStored(follower, requester.tenant(), call, stored);
      follower.tellKept(live.kept());
      follower.tell(live.words());
      follow(follower, out, live);
    } catch (IOException e) {
      left(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is kept will do while the database is away. */
  private Stored stored(TenantId tenant, CallId call, long last, LiveStream live) {
    Stored stored = Stored.NOTHING;
    try {
      stored = facts.after(tenant, call, last);
    } catch (DataAccessException | TransactionException e) {
      if (live.kept().isEmpty()) {
        throw e;
      }
      LOG.debug("events of {} without the database", call, e);
    }
    if (!stored.known() && live.kept().isEmpty()) {
      throw Problem.noSuchCall();
    }
    return stored;
  }

  private void tellStored(CallFollower follower, TenantId tenant, CallId call, Stored first)
      throws IOException {
    Stored page = first;
    while (!page.facts().isEmpty()) {
      follower.tell(page.facts());
      page = page.facts().size() < CallFacts.PAGE ? Stored.NOTHING : more(tenant, call, follower);
    }
  }

  /** The head of the answer is out: a database that goes away now leaves a gap, no problem. */
  private Stored more(TenantId tenant, CallId call, CallFollower follower) {
    try {
      return facts.after(tenant, call, follower.last());
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("the rest of the events of {} without the database", call, e);
      return Stored.NOTHING;
    }
  }

  private void follow(CallFollower follower, EventStream out, LiveStream live)
      throws IOException, InterruptedException {
    Instant until = wall.instant().plus(LONGEST);
    boolean late = false;
    while (!late && !live.isOver() && wall.instant().isBefore(until)) {
      Told next = live.next(follower.hasEnded() ? LATE : KEEP_ALIVE);
      if (next instanceof LiveEvent event) {
        follower.tell(event.entry());
      } else if (next instanceof LiveWords words) {
        follower.tell(words);
      } else if (follower.hasEnded()) {
        late = true;
      } else if (!live.isOver()) {
        out.keepAlive();
      }
    }
  }

  private static boolean isHead(HttpServletRequest request) {
    return request.getMethod().equals("HEAD");
  }

  private static void left(IOException e) {
    LOG.debug("a reader of events left", e);
  }
}
