package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Await;
import io.parley.control.Facts;
import io.parley.control.RunningPlane;
import io.parley.control.api.EventReader.Event;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.call.SpokenWords;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Live events over HTTP: in order, resumed after a disconnect, and nobody else's. */
@Timeout(120)
class EventsIT {
  private static final TenantId OTHER = new TenantId("other");
  private static final List<String> WHOLE =
      List.of(
          "call.started",
          "call.answered",
          "turn.completed",
          "turn.completed",
          "digit.pressed",
          "turn.decided",
          "provider.used",
          "quality.measured",
          "call.ended");

  @TempDir static Path data;
  private static RunningPlane plane;
  private static Person foreigner;

  @BeforeAll
  static void start() throws Exception {
    plane = RunningPlane.withDatabase(data);
    foreigner = Person.ofAnotherOrganisation(plane, data);
  }

  @AfterAll
  static void aStopEndsTheStreams() throws Exception {
    try (EventReader open = EventReader.open(ours("/api/v1/events"), "")) {
      open.awaitPosition();
      plane.close();
      assertThat(isEnded(open)).isTrue();
    }
  }

  private static boolean isEnded(EventReader reader) {
    try {
      return reader.all().isEmpty();
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void aTenantsEventsComeInOrderAndAResumedStreamNeitherLosesNorRepeats() throws Exception {
    CallId first = Facts.id(1_700_000_000_000L);
    CallId second = Facts.id(1_700_000_001_000L);
    String seen;
    try (EventReader reader = EventReader.open(ours("/api/v1/events"), "")) {
      assertThat(reader.status()).isEqualTo(200);
      assertThat(reader.header("Content-Type")).startsWith("text/event-stream");
      reader.awaitPosition();
      Facts.wholeCall(plane.journal(), first, "Alice", "hello\n\nevent: call.ended");
      List<Event> events = reader.next(4);
      assertThat(events).extracting(Event::type).isEqualTo(WHOLE.subList(0, 4));
      assertThat(events).extracting(Event::seq).containsExactly(1L, 2L, 3L, 4L);
      seen = reader.lastId();
    }
    Facts.wholeCall(plane.journal(), second, "Bob", "hi");
    try (EventReader again = EventReader.open(ours("/api/v1/events"), seen)) {
      List<Event> events = again.next(14);
      assertThat(events.subList(0, 5)).extracting(Event::call).containsOnly(first.toString());
      assertThat(events.subList(0, 5)).extracting(Event::seq).containsExactly(5L, 6L, 7L, 8L, 9L);
      assertThat(events.subList(5, 14)).extracting(Event::call).containsOnly(second.toString());
      assertThat(events.subList(5, 14)).extracting(Event::type).isEqualTo(WHOLE);
    }
  }

  @Test
  void aPositionTakenBeforeTheFirstEventIsResumedToo() throws Exception {
    String position;
    try (EventReader reader = EventReader.open(ours("/api/v1/events"), "")) {
      reader.awaitPosition();
      position = reader.lastId();
    }
    CallId call = Facts.id(1_700_000_002_000L);
    plane.journal().append(TenantId.DEFAULT, call, Facts.offered("Eve", "sip-eve"));
    Await.until("it is written", Duration.ofSeconds(20), plane::isJournalled);
    try (EventReader again = EventReader.open(ours("/api/v1/events"), position)) {
      assertThat(again.next(1).getFirst().call()).isEqualTo(call.toString());
    }
  }

  @Test
  void aCallsEventsComeFromTheDatabaseOnceTheyAreNotKeptAndEndWithTheCall() throws Exception {
    CallId call = Facts.id(1_700_000_003_000L);
    String events = "/api/v1/calls/" + call + "/events";
    Facts.wholeCall(plane.journal(), call, "Carol", "hello");
    String before;
    try (EventReader reader = EventReader.open(ours("/api/v1/events"), "")) {
      reader.awaitPosition();
      before = reader.lastId();
    }
    makeForgotten();
    plane.awaitShipped();
    try (EventReader reader = EventReader.open(ours(events), "")) {
      List<Event> all = reader.all();
      assertThat(all).extracting(Event::type).isEqualTo(WHOLE);
      assertThat(all)
          .extracting(Event::id)
          .isEqualTo(LongStream.rangeClosed(1, 9).mapToObj(String::valueOf).toList());
    }
    try (EventReader again = EventReader.open(ours(events), "7")) {
      assertThat(again.all()).extracting(Event::seq).containsExactly(8L, 9L);
    }
    try (EventReader done = EventReader.open(ours(events), "9")) {
      assertThat(done.status()).isEqualTo(204);
    }
    try (EventReader late = EventReader.open(ours("/api/v1/events"), before)) {
      List<Event> next = late.next(2);
      assertThat(next.getFirst().type()).isEqualTo("stream.reset");
      assertThat(next.getLast().type()).isEqualTo("digit.pressed");
    }
  }

  /** So many events of another call that the feed keeps no earlier ones. */
  private static void makeForgotten() throws Exception {
    CallId other = Facts.id(1_700_000_004_000L);
    for (int i = 1; i <= 5_100; i++) {
      plane.journal().append(TenantId.DEFAULT, other, new CallFact.DigitPressed(i, "5"));
      if (i % 500 == 0) {
        Await.until("they are written", Duration.ofSeconds(20), plane::isJournalled);
      }
    }
  }

  @Test
  void aRunningCallIsFollowedFromItsFirstEventOn() throws Exception {
    CallId call = Facts.id(1_700_000_005_000L);
    plane.journal().append(TenantId.DEFAULT, call, Facts.offered("Dan", "sip-dan"));
    Await.until("it is written", Duration.ofSeconds(20), plane::isJournalled);
    String path = "/api/v1/calls/" + call + "/events";
    try (EventReader reader = EventReader.open(ours(path), "")) {
      assertThat(reader.next(1).getFirst().type()).isEqualTo("call.started");
      plane.awaitShipped();
      plane.journal().append(TenantId.DEFAULT, call, new CallFact.Answered(25, "PCMU"));
      assertThat(reader.next(1).getFirst().seq()).isEqualTo(2);
    }
    try (EventReader again = EventReader.open(ours(path), "1")) {
      assertThat(again.next(1).getFirst().type()).isEqualTo("call.answered");
    }
  }

  @Test
  void whatIsBeingSaidComesInOrderWithACallsEventsAndWhoComesLateGetsTheLatest() throws Exception {
    CallId call = Facts.id(1_700_000_009_000L);
    plane.journal().append(TenantId.DEFAULT, call, Facts.offered("Fay", "sip-fay"));
    Await.until("it is written", Duration.ofSeconds(20), plane::isJournalled);
    String path = "/api/v1/calls/" + call + "/events";
    try (EventReader reader = EventReader.open(ours(path), "");
        EventReader all = EventReader.open(ours("/api/v1/events"), "")) {
      reader.next(1);
      all.awaitPosition();
      say(call, "caller", "what is");
      say(call, "caller", "what is a\0 tide");
      plane.journal().append(TenantId.DEFAULT, call, Facts.turn(1, "what is a tide", "A wave."));
      say(call, "agent", "It also");
      List<Event> events = reader.next(4);
      assertThat(events)
          .extracting(Event::type)
          .containsExactly("words.spoken", "words.spoken", "turn.completed", "words.spoken");
      assertThat(events).extracting(Event::id).containsExactly("1", "1", "2", "2");
      assertThat(words(events.get(1))).isEqualTo("caller: what is a\uFFFD tide");
      assertThat(events.getFirst().call()).isEqualTo(call.toString());
      assertThat(all.next(1).getFirst().type()).as("of all calls").isEqualTo("turn.completed");
    }
    try (EventReader late = EventReader.open(ours(path), "2")) {
      assertThat(words(late.next(1).getFirst())).isEqualTo("agent: It also");
    }
    plane.journal().append(TenantId.DEFAULT, call, ended());
    say(call, "agent", "too late");
    plane.awaitShipped();
    try (EventReader over = EventReader.open(ours(path), "")) {
      assertThat(over.all())
          .extracting(Event::type)
          .containsExactly("call.started", "turn.completed", "call.ended");
    }
    assertThat(plane.get("/api/v1/calls/" + call).path("transcript").size()).isEqualTo(2);
  }

  private static void say(CallId call, String role, String text) {
    plane
        .journal()
        .tell(
            TenantId.DEFAULT,
            call,
            new SpokenWords(500, List.of(new SpokenWords.Line(role, text))));
  }

  private static String words(Event event) {
    JsonNode line = event.data().path("data").path("transcript").path(0);
    return line.path("role").asString("") + ": " + line.path("text").asString("");
  }

  private static CallFact ended() {
    return new CallFact.Ended(EndReason.CALLER_HANGUP, "BYE", 200, 9_000);
  }

  @Test
  void anotherTenantSeesNothing() throws Exception {
    CallId ours = Facts.id(1_700_000_006_000L);
    CallId theirs = Facts.id(1_700_000_007_000L);
    try (EventReader reader = EventReader.open(theirs("/api/v1/events"), "")) {
      reader.awaitPosition();
      long before = number(reader.lastId());
      Facts.wholeCall(plane.journal(), ours, "Alice", "hello");
      plane.journal().append(OTHER, theirs, Facts.offered("Mallory", "sip-m"));
      Event first = reader.next(1).getFirst();
      assertThat(first.call()).isEqualTo(theirs.toString());
      assertThat(number(first.id())).as("others' events do not count").isEqualTo(before + 1);
    }
    plane.awaitShipped();
    for (CallId call : List.of(ours, Facts.id(1))) {
      try (EventReader reader = EventReader.open(theirs("/api/v1/calls/" + call + "/events"), "")) {
        assertThat(reader.status()).isEqualTo(404);
      }
    }
  }

  @Test
  void aTenantHasTwentyStreamsAndIsThenToldWhenToComeBack() throws Exception {
    List<EventReader> open = new ArrayList<>();
    try {
      do {
        open.add(EventReader.open(theirs("/api/v1/events"), ""));
      } while (open.getLast().status() == 200 && open.size() < 30);
      assertThat(open).as("one of another test may linger").hasSizeBetween(20, 21);
      assertThat(open.getLast().status()).isEqualTo(429);
      assertThat(open.getLast().header("Retry-After")).matches("\\d+");
      assertThat(plane.snapshot().live().refused()).isPositive();
    } finally {
      for (EventReader each : open) {
        each.close();
      }
    }
    CallId call = Facts.id(1_700_000_008_000L);
    Await.until(
        "who left is found out by the next events",
        Duration.ofSeconds(20),
        () -> {
          plane.journal().append(OTHER, call, new CallFact.DigitPressed(1, "5"));
          return plane.snapshot().live().streams() < 10;
        });
  }

  private static long number(String position) {
    return Long.parseLong(position.substring(position.indexOf('-') + 1));
  }

  private static HttpRequest.Builder ours(String path) throws Exception {
    return plane.request(path).header("Authorization", "Bearer " + plane.token());
  }

  private static HttpRequest.Builder theirs(String path) {
    return foreigner.request("GET", path, "");
  }
}
