package io.parley.control.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalWriterTest {
  private static final CallFact OFFERED =
      new CallFact.Offered("inbound", "alice", "Alice \"A\"\n", "1000", "x@y", "ip", "ua", "t@1");
  private static final CallFact DECIDED =
      new CallFact.Decided(5, "listening", "end-of-turn", Map.of("silence_ms", "500"));
  private static final CallFact ENDED =
      new CallFact.Ended(EndReason.CALLER_HANGUP, "BYE", 200, 1000);

  @TempDir Path folder;
  private final List<JournalPosition> synced = new ArrayList<>();
  private final List<JournalLine.Entry> told = new ArrayList<>();
  private final Random random = new Random(7);

  @Test
  void numbersTheFactsOfACallInTheOrderTheyAreTaken() throws IOException {
    JournalWriter writer = opened();
    CallId one = call();
    CallId two = call();
    writer.take(TenantId.DEFAULT, one, OFFERED, 10);
    writer.take(TenantId.DEFAULT, two, OFFERED, 11);
    writer.take(TenantId.DEFAULT, one, DECIDED, 12);
    writer.close();

    assertThat(entries()).extracting(JournalLine.Entry::seq).containsExactly(1L, 1L, 2L);
    assertThat(entries().getFirst().fact()).isEqualTo(OFFERED);
    assertThat(entries().getLast().fact()).isEqualTo(DECIDED);
  }

  @Test
  void tellsOfAFactAsSoonAsItIsWrittenAndNotBefore() throws IOException {
    JournalWriter writer = opened();
    writer.take(TenantId.DEFAULT, call(), DECIDED, 10);
    assertThat(told).isEmpty();
    writer.advance(0);
    assertThat(told).extracting(JournalLine.Entry::fact).containsExactly(DECIDED);
  }

  @Test
  void syncsAGroupWhenItsTimeHasComeAndNotBefore() throws IOException {
    JournalWriter writer = opened();
    long before = writer.syncs();
    writer.take(TenantId.DEFAULT, call(), DECIDED, 10);
    writer.advance(0);
    assertThat(writer.idle(ms(50), Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(150));
    writer.advance(ms(199));
    assertThat(writer.syncs()).isEqualTo(before);
    writer.advance(ms(200));
    assertThat(writer.syncs()).isEqualTo(before + 1);
  }

  @Test
  void syncsAtOnceWhenACallIsAnsweredOrEnds() throws IOException {
    JournalWriter writer = opened();
    long before = writer.syncs();
    CallId call = call();
    writer.take(TenantId.DEFAULT, call, new CallFact.Answered(20, "PCMU"), 10);
    writer.advance(0);
    writer.take(TenantId.DEFAULT, call, ENDED, 10);
    writer.advance(0);
    assertThat(writer.syncs()).isEqualTo(before + 2);
  }

  @Test
  void endsTheCallsThatACrashLeftOpen() throws IOException {
    JournalWriter crashed = opened();
    CallId lost = call();
    CallId done = call();
    crashed.take(TenantId.DEFAULT, lost, OFFERED, 1_000);
    crashed.take(TenantId.DEFAULT, done, OFFERED, 1_000);
    crashed.take(TenantId.DEFAULT, done, ENDED, 2_000);
    crashed.take(TenantId.DEFAULT, lost, DECIDED, 4_500);
    crashed.advance(0);

    JournalWriter next = writer(JournalConfig.in(folder));
    assertThat(next.open()).isEqualTo(1);
    next.close();

    JournalLine.Entry last = entries().getLast();
    assertThat(last.call()).isEqualTo(lost);
    assertThat(last.seq()).isEqualTo(3);
    assertThat(last.wallMs()).isEqualTo(4_500);
    assertThat(last.fact())
        .isInstanceOfSatisfying(
            CallFact.Ended.class,
            ended -> {
              assertThat(ended.reason()).isEqualTo(EndReason.NODE_CRASH);
              assertThat(ended.durationMs()).isEqualTo(3_500);
            });
    assertThat(writer(JournalConfig.in(folder)).open()).isZero();
  }

  @Test
  void knowsTheOpenCallsAlsoWhenTheirFirstSegmentsAreGone() throws IOException {
    JournalConfig small = new JournalConfig(folder, Duration.ofMillis(200), 1024, 4096, 8, 8);
    JournalWriter crashed = writer(small);
    crashed.open();
    CallId lost = call();
    crashed.take(TenantId.DEFAULT, lost, OFFERED, 1_000);
    for (int i = 0; i < 50; i++) {
      crashed.take(TenantId.DEFAULT, lost, DECIDED, 2_000 + i);
      crashed.sync();
    }
    SegmentFolder segments = new SegmentFolder(folder);
    assertThat(segments.segments()).hasSizeGreaterThan(3);
    segments.removeBefore(segments.segments().getLast());

    assertThat(writer(small).open()).isEqualTo(1);
    JournalLine.Entry last = entries().getLast();
    assertThat(last.seq()).isEqualTo(52);
    assertThat(((CallFact.Ended) last.fact()).durationMs()).isEqualTo(1_049);
  }

  @Test
  void readsPastATornTailAndADamagedLine() throws IOException {
    JournalWriter first = opened();
    CallId call = call();
    first.take(TenantId.DEFAULT, call, OFFERED, 1);
    first.take(TenantId.DEFAULT, call, DECIDED, 2);
    first.take(TenantId.DEFAULT, call, DECIDED, 3);
    first.close();
    Path file = new SegmentFolder(folder).file(1);
    byte[] bytes = Files.readAllBytes(file);
    int second = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).indexOf("decided");
    bytes[second] = 'X';
    Files.write(file, bytes);
    Files.writeString(file, "0badc0de {\"half\":", StandardOpenOption.APPEND);

    JournalWriter next = writer(JournalConfig.in(folder));
    next.open();
    next.close();

    JournalReader.Batch batch = read();
    assertThat(batch.damaged()).isEqualTo(2);
    assertThat(batch.entries()).extracting(JournalLine.Entry::seq).containsExactly(1L, 3L, 4L);
  }

  @Test
  void readsInBatchesWithoutLosingOrRepeatingAFact() throws IOException {
    JournalConfig small = new JournalConfig(folder, Duration.ofMillis(200), 2048, 1 << 20, 8, 8);
    JournalWriter writer = writer(small);
    writer.open();
    CallId call = call();
    for (int i = 0; i < 200; i++) {
      writer.take(TenantId.DEFAULT, call, DECIDED, i);
      writer.sync();
    }
    JournalReader reader = new JournalReader(new SegmentFolder(folder));
    List<Long> seen = new ArrayList<>();
    JournalPosition at = JournalPosition.START;
    while (at.compareTo(synced.getLast()) < 0) {
      JournalReader.Batch batch = reader.read(at, synced.getLast(), 7);
      batch.entries().forEach(entry -> seen.add(entry.seq()));
      at = batch.next();
    }
    assertThat(seen).hasSize(200).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void goesOnInANewSegmentWhenTheDiskHasRefused() throws IOException {
    JournalConfig small = new JournalConfig(folder, Duration.ofMillis(200), 1024, 4096, 8, 8);
    JournalWriter writer = writer(small);
    writer.open();
    Files.createDirectories(new SegmentFolder(folder).file(2));
    CallId call = call();
    for (int i = 0; i < 10; i++) {
      writer.take(TenantId.DEFAULT, call, OFFERED, 1);
    }
    writer.advance(0);
    writer.advance(ms(200));
    assertThat(writer.isFailing()).isTrue();
    writer.take(TenantId.DEFAULT, call, ENDED, 2);
    writer.advance(ms(699));
    assertThat(writer.isFailing()).isTrue();
    writer.advance(ms(700));
    assertThat(writer.isFailing()).isFalse();
    assertThat(synced.getLast().segment()).isEqualTo(3);
    Files.delete(new SegmentFolder(folder).file(2));
    assertThat(entries()).hasSize(11).last().extracting(JournalLine.Entry::seq).isEqualTo(11L);
    assertThat(told).as("each fact is told once").isEqualTo(entries());
  }

  private JournalWriter opened() throws IOException {
    JournalWriter writer = writer(JournalConfig.in(folder));
    writer.open();
    return writer;
  }

  private JournalWriter writer(JournalConfig config) {
    return new JournalWriter(config, "node-a", commit -> synced.add(commit.position()), told::add);
  }

  private CallId call() {
    return CallId.at(1_700_000_000_000L, random);
  }

  private JournalReader.Batch read() throws IOException {
    return new JournalReader(new SegmentFolder(folder))
        .read(JournalPosition.START, synced.getLast(), Integer.MAX_VALUE);
  }

  private List<JournalLine.Entry> entries() throws IOException {
    return read().entries();
  }

  private static long ms(long ms) {
    return Duration.ofMillis(ms).toNanos();
  }
}
