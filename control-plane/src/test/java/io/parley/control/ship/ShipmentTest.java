package io.parley.control.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.journal.JournalCommit;
import io.parley.control.journal.JournalLine;
import io.parley.control.journal.JournalPosition;
import io.parley.control.journal.JournalReader;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShipmentTest {
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private final FakeJournal journal = new FakeJournal();
  private final FaultyStore store = new FaultyStore();
  private final Shipment shipment = new Shipment(journal, store);
  private long nowNs;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void losesAndDoublesNothingWhenTheNthCallFails(int nth) {
    store.failing.add(nth);
    journal.add(7, 3);
    runUntilShipped();
    assertThat(store.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(shipment.state().backlogFacts()).isZero();
    assertThat(shipment.state().degraded()).isFalse();
  }

  @Test
  void repeatsABatchWhoseOutcomeStayedUnknown() {
    store.storedButUnanswered.add(2);
    journal.add(3, 3);
    runUntilShipped();
    assertThat(store.seqs()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void waitsLongerAfterEachFailureUpToTwoSeconds() {
    for (int i = 1; i <= 20; i++) {
      store.failing.add(i);
    }
    journal.add(1, 1);
    List<Long> waitsMs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      shipment.step(nowNs, Duration.ofHours(1));
      waitsMs.add(shipment.step(nowNs, Duration.ofHours(1)).toMillis());
      nowNs += Duration.ofMillis(waitsMs.getLast()).toNanos();
    }
    assertThat(waitsMs).containsExactly(250L, 500L, 1000L, 2000L, 2000L, 2000L);
    assertThat(shipment.state().degraded()).isTrue();
    assertThat(shipment.state().oldestWallMs()).isEqualTo(1);
  }

  @Test
  void leavesOutOnlyTheFactTheStoreCanNeverHold() {
    store.unacceptableSeq = 2;
    journal.add(3, 3);
    runUntilShipped();
    assertThat(store.seqs()).containsExactly(1L, 3L);
    assertThat(shipment.state().unacceptable()).isEqualTo(1);
    assertThat(store.position).isEqualTo(journal.committed().position());
  }

  @Test
  void goesOnWhereTheStoreSaysItStopped() {
    journal.add(4, 2);
    store.position = new JournalPosition(1, 2);
    runUntilShipped();
    assertThat(store.seqs()).containsExactly(3L, 4L);
  }

  @Test
  void letsGoOfSegmentsThatAreStored() {
    journal.add(5, 2);
    runUntilShipped();
    assertThat(journal.discardedBefore).isEqualTo(3);
  }

  private void runUntilShipped() {
    for (int i = 0; i < 100 && (shipment.hasBacklog() || i == 0); i++) {
      nowNs += Math.max(1, shipment.step(nowNs, LONGEST).toNanos());
    }
    assertThat(shipment.hasBacklog()).isFalse();
  }

  /** Facts in segments; an offset is the index of a fact within its segment. */
  private static final class FakeJournal implements ShipSource {
    private final List<List<JournalLine.Entry>> segments = new ArrayList<>();
    private final CallId call = CallId.at(1, new Random(1));
    private long facts;
    private long discardedBefore;

    void add(int count, int perSegment) {
      for (int i = 0; i < count; i++) {
        if (segments.isEmpty() || segments.getLast().size() == perSegment) {
          segments.add(new ArrayList<>());
        }
        facts++;
        var digit = new CallFact.DigitPressed(i, "1");
        segments
            .getLast()
            .add(new JournalLine.Entry("n", TenantId.DEFAULT, call, facts, facts, digit));
      }
    }

    @Override
    public String node() {
      return "n";
    }

    @Override
    public JournalCommit committed() {
      var end = new JournalPosition(segments.size(), segments.getLast().size());
      return new JournalCommit(end, facts);
    }

    @Override
    public JournalReader.Batch read(JournalPosition from, JournalPosition until, int max) {
      long segment = Math.max(1, from.segment());
      List<JournalLine.Entry> all = segments.get((int) segment - 1);
      List<JournalLine.Entry> rest = all.subList((int) from.offset(), all.size());
      boolean last = segment == until.segment();
      return new JournalReader.Batch(
          List.copyOf(rest), last ? until : new JournalPosition(segment + 1, 0), 0);
    }

    @Override
    public void discardBefore(JournalPosition position) {
      discardedBefore = position.segment();
    }
  }

  /** Fails its n-th call, before or after having done what it was asked. */
  private static final class FaultyStore implements FactStore {
    private final List<Integer> failing = new ArrayList<>();
    private final List<Integer> storedButUnanswered = new ArrayList<>();
    private final Map<Long, JournalLine.Entry> stored = new LinkedHashMap<>();
    private JournalPosition position = JournalPosition.START;
    private long unacceptableSeq;
    private int calls;

    @Override
    public JournalPosition position(String node) throws StoreFault {
      count();
      return position;
    }

    @Override
    public void store(String node, List<JournalLine.Entry> entries, JournalPosition next)
        throws StoreFault {
      count();
      if (entries.stream().anyMatch(entry -> entry.seq() == unacceptableSeq)) {
        throw fault(StoreFault.Kind.UNACCEPTABLE);
      }
      entries.forEach(entry -> stored.putIfAbsent(entry.seq(), entry));
      position = next;
      if (storedButUnanswered.contains(calls)) {
        throw fault(StoreFault.Kind.AWAY);
      }
    }

    private void count() throws StoreFault {
      calls++;
      if (failing.contains(calls)) {
        throw fault(StoreFault.Kind.AWAY);
      }
    }

    private static StoreFault fault(StoreFault.Kind kind) {
      return new StoreFault(kind, "away", new IllegalStateException("away"));
    }

    List<Long> seqs() {
      return List.copyOf(stored.keySet());
    }
  }
}
