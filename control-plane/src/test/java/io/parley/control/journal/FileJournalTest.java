package io.parley.control.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
  private static final InstantSource WALL = InstantSource.fixed(Instant.ofEpochMilli(5_000));

  @TempDir Path data;

  @Test
  void hasOnDiskWhatItTookWhenItIsClosed() throws IOException {
    CallId call = CallId.at(1, new Random(1));
    FileJournal journal = journal();
    journal.start(data.resolve("node-id"));
    for (int i = 0; i < 1_000; i++) {
      journal.append(TenantId.DEFAULT, call, new CallFact.DigitPressed(i, "1"));
    }
    journal.append(
        TenantId.DEFAULT, call, new CallFact.Ended(EndReason.CALLER_HANGUP, "", 200, 10));
    journal.close();

    JournalReader.Batch all =
        journal
            .reader()
            .read(JournalPosition.START, journal.committed().position(), Integer.MAX_VALUE);
    assertThat(all.entries()).hasSize(1_001);
    assertThat(all.entries().getLast().seq()).isEqualTo(1_001);
    assertThat(journal.stats().refused()).isZero();
  }

  @Test
  void keepsItsNameBetweenStarts() throws IOException {
    FileJournal first = journal();
    first.start(data.resolve("node-id"));
    first.close();
    FileJournal second = journal();
    second.start(data.resolve("node-id"));
    second.close();
    assertThat(second.node()).isEqualTo(first.node()).startsWith("node-");
  }

  @Test
  void refusesAFolderThatIsInUse() throws IOException {
    FileJournal first = journal();
    first.start(data.resolve("node-id"));
    FileJournal second = journal();
    assertThatThrownBy(() -> second.start(data.resolve("node-id")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another Parley process");
    first.close();
  }

  @Test
  void refusesAndCountsWhatComesAfterTheClose() throws IOException {
    FileJournal journal = journal();
    journal.start(data.resolve("node-id"));
    journal.close();
    journal.append(
        TenantId.DEFAULT, CallId.at(1, new Random(1)), new CallFact.DigitPressed(0, "1"));
    assertThat(journal.stats().refused()).isEqualTo(1);
  }

  private FileJournal journal() {
    return new FileJournal(JournalConfig.in(data.resolve("journal")), NanoClock.SYSTEM, WALL);
  }
}
