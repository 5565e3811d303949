package io.parley.control.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.Facts;
import io.parley.control.Refusal;
import io.parley.control.journal.JournalLine;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.call.SpokenWords;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private static final TenantId OTHER = new TenantId("other");
  private static final long START_MS = 1_700_000_000_000L;

  private final LiveFeed feed = new LiveFeed(new FeedLimits(10, 3, 2, 4), START_MS);
  private final CallId call = Facts.id(START_MS);
  private final CallId second = Facts.id(START_MS + 1);

  @Test
  void givesATenantsEventsInOrderAndNobodyElses() throws Exception {
    try (LiveStream all = feed.follow(TenantId.DEFAULT);
        LiveStream one = feed.followCall(TenantId.DEFAULT, second);
        LiveStream foreign = feed.follow(OTHER)) {
      publish(TenantId.DEFAULT, call, 1);
      publish(TenantId.DEFAULT, second, 1);
      publish(TenantId.DEFAULT, call, 2);
      assertThat(numbers(all)).containsExactly(1L, 2L, 3L);
      assertThat(numbers(one)).containsExactly(2L);
      assertThat(numbers(foreign)).isEmpty();
      publish(OTHER, call, 1);
      assertThat(numbers(foreign)).as("numbered on their own").containsExactly(1L);
    }
  }

  @Test
  void doesNotGiveACallToTheTenantWhoseItIsNot() {
    publish(TenantId.DEFAULT, call, 1);
    try (LiveStream foreign = feed.followCall(OTHER, call)) {
      assertThat(foreign.kept()).isEmpty();
    }
  }

  @Test
  void resumesAfterWhatWasSeenWithoutLossOrRepetition() throws Exception {
    String seen;
    try (LiveStream first = feed.follow(TenantId.DEFAULT)) {
      publish(TenantId.DEFAULT, call, 1);
      publish(TenantId.DEFAULT, call, 2);
      seen = first.position(numbers(first).getFirst());
    }
    publish(TenantId.DEFAULT, call, 3);
    try (LiveStream again = feed.follow(TenantId.DEFAULT)) {
      publish(TenantId.DEFAULT, call, 4);
      LiveStream.Missed missed = again.since(seen);
      assertThat(missed.gap()).isFalse();
      assertThat(missed.events()).extracting(LiveEvent::number).containsExactly(2L, 3L);
      assertThat(numbers(again)).containsExactly(4L);
      assertThat(again.since(again.position()).events()).isEmpty();
    }
  }

  @Test
  void saysWhatCannotBeResumedAndGoesOnWithWhatIsKept() {
    String before;
    try (LiveStream first = feed.follow(TenantId.DEFAULT)) {
      before = first.position();
    }
    for (int i = 1; i <= 11; i++) {
      publish(TenantId.DEFAULT, call, i);
    }
    try (LiveStream late = feed.follow(TenantId.DEFAULT)) {
      assertThat(late.since(before).gap()).isTrue();
      assertThat(late.since(before).events()).hasSize(10);
      assertThat(late.since(late.position(1)).gap()).as("the second is still kept").isFalse();
      for (String unknown : List.of(late.position(12), "earlier-3", "x", "9".repeat(40))) {
        assertThat(late.since(unknown).gap()).as(unknown).isTrue();
      }
    }
  }

  @Test
  void othersEventsMakeNoGapForATenantThatMissedNothing() {
    publish(TenantId.DEFAULT, call, 1);
    for (int i = 1; i <= 10; i++) {
      publish(OTHER, second, i);
    }
    try (LiveStream stream = feed.follow(TenantId.DEFAULT)) {
      assertThat(stream.kept()).isEmpty();
      assertThat(stream.since(stream.position(1)).gap()).isFalse();
      assertThat(stream.since(stream.position(0)).gap()).isTrue();
    }
  }

  @Test
  void cutsOffWhoIsTooFarBehindAndCountsIt() throws Exception {
    try (LiveStream slow = feed.follow(TenantId.DEFAULT);
        LiveStream quick = feed.follow(TenantId.DEFAULT)) {
      for (int i = 1; i <= 5; i++) {
        publish(TenantId.DEFAULT, call, i);
        assertThat(numbers(quick)).containsExactly((long) i);
      }
      assertThat(slow.isOver()).isTrue();
      assertThat(slow.next(Duration.ZERO)).isNull();
      assertThat(quick.isOver()).isFalse();
      assertThat(feed.stats()).isEqualTo(new FeedStats(5, 1, 1, 0, 0));
    }
    assertThat(feed.stats().streams()).isZero();
  }

  @Test
  void refusesATenantMoreStreamsThanItMayHaveAndTheNodeMoreThanItHolds() {
    try (LiveStream first = feed.follow(TenantId.DEFAULT);
        LiveStream next = feed.follow(TenantId.DEFAULT)) {
      refused(TenantId.DEFAULT);
      try (LiveStream foreign = feed.follow(OTHER)) {
        refused(OTHER);
        assertThat(List.of(first, next, foreign)).noneMatch(LiveStream::isOver);
      }
    }
    assertThat(feed.stats()).isEqualTo(new FeedStats(0, 0, 0, 2, 0));
    feed.follow(TenantId.DEFAULT).close();
  }

  @Test
  void wordsReachTheirCallsStreamsOnlyAndNeverCutOneOff() throws Exception {
    try (LiveStream one = feed.followCall(TenantId.DEFAULT, call);
        LiveStream all = feed.follow(TenantId.DEFAULT);
        LiveStream foreign = feed.followCall(OTHER, call)) {
      for (int i = 1; i <= 9; i++) {
        feed.publish(words(i));
      }
      assertThat(one.next(Duration.ZERO)).isEqualTo(words(1));
      assertThat(one.next(Duration.ZERO)).as("two had room").isEqualTo(words(2));
      assertThat(one.next(Duration.ZERO)).isNull();
      assertThat(one.isOver()).isFalse();
      assertThat(all.next(Duration.ZERO)).isNull();
      assertThat(foreign.next(Duration.ZERO)).isNull();
      assertThat(feed.stats().wordsDropped()).isEqualTo(7);
    }
    try (LiveStream late = feed.followCall(TenantId.DEFAULT, call);
        LiveStream foreign = feed.followCall(OTHER, call)) {
      assertThat(late.words()).isEqualTo(words(9));
      assertThat(foreign.words()).isNull();
    }
  }

  @Test
  void forgetsTheWordsOfACallThatIsOverOrHasSaidItAll() {
    feed.publish(words(1));
    feed.publish(new LiveWords(TenantId.DEFAULT, call, START_MS, new SpokenWords(2, List.of())));
    assertThat(wordsOf(call)).isNull();
    feed.publish(words(3));
    feed.publish(
        new JournalLine.Entry(
            "node",
            TenantId.DEFAULT,
            call,
            1,
            START_MS,
            new CallFact.Ended(EndReason.CALLER_HANGUP, "BYE", 200, 9)));
    assertThat(wordsOf(call)).isNull();
    feed.publish(words(4));
    for (int i = 1; i <= 10; i++) {
      feed.publish(
          new LiveWords(
              TenantId.DEFAULT, Facts.id(START_MS + 100 + i), START_MS, words(i).words()));
    }
    assertThat(wordsOf(call)).as("no more are kept than events").isNull();
  }

  private @Nullable LiveWords wordsOf(CallId id) {
    try (LiveStream stream = feed.followCall(TenantId.DEFAULT, id)) {
      return stream.words();
    }
  }

  private LiveWords words(int number) {
    SpokenWords.Line line = new SpokenWords.Line("caller", "word " + number);
    return new LiveWords(TenantId.DEFAULT, call, START_MS, new SpokenWords(1, List.of(line)));
  }

  private void refused(TenantId tenant) {
    assertThatThrownBy(() -> feed.follow(tenant))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_OFTEN);
              assertThat(refusal.retryAfter()).isPositive();
            });
  }

  @Test
  void endsEveryStreamWhenItCloses() throws Exception {
    try (LiveStream stream = feed.follow(TenantId.DEFAULT)) {
      feed.close();
      assertThat(stream.next(Duration.ofMinutes(1))).isNull();
      assertThat(stream.isOver()).isTrue();
      refused(TenantId.DEFAULT);
    }
  }

  private void publish(TenantId tenant, CallId id, long seq) {
    feed.publish(
        new JournalLine.Entry(
            "node", tenant, id, seq, START_MS + seq, new CallFact.DigitPressed(1, "5")));
  }

  private static List<Long> numbers(LiveStream stream) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    while (stream.next(Duration.ZERO) instanceof LiveEvent next) {
      numbers.add(next.number());
    }
    return numbers;
  }
}
