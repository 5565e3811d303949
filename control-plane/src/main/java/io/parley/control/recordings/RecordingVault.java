package io.parley.control.recordings;

import io.parley.control.Refusal;
import io.parley.control.people.Requester;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept, to be read and deleted. Safe from any thread; takes as long as the store does. */
public final class RecordingVault {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingVault.class);

  private final TenantTransactions transactions;
  private final Stores stores;
  private final Supplier<String> node;
  private final InstantSource wall;

  RecordingVault(
      TenantTransactions transactions, Stores stores, Supplier<String> node, InstantSource wall) {
    this.transactions = transactions;
    this.stores = stores;
    this.node = node;
    this.wall = wall;
  }

  /** The recording of {@code call}; refused when there is none. */
  public Kept get(TenantId tenant, UUID call) {
    return transactions.in(tenant, jdbc -> Recordings.get(jdbc, tenant, call));
  }

  /** Its sound, {@code length} octets from {@code from}. */
  public InputStream sound(Kept kept, long from, long length) throws IOException {
    return store(kept).open(kept.sound(), from, length);
  }

  /** Its wave form, as JSON. */
  public InputStream peaks(Kept kept) throws IOException {
    return store(kept).open(kept.peaks(), 0, Integer.MAX_VALUE);
  }

  private RecordingStore store(Kept kept) throws IOException {
    if (!isHere(kept)) {
      throw Refusal.conflict(
          "recording-elsewhere",
          "This recording lies in the folder of node " + kept.node() + ": ask that node for it.");
    }
    return stores.named(kept.store());
  }

  private boolean isHere(Kept kept) {
    return !kept.store().equals(FolderStore.NAME) || kept.node().equals(node.get());
  }

  /**
   * Deletes a recording for good. From the first moment on nobody can fetch it; what cannot be
   * deleted now, because its store is away, is deleted when it is back.
   *
   * @return whether it is gone already
   */
  public boolean delete(Requester who, UUID call) {
    Kept kept =
        transactions.in(who.tenant(), jdbc -> Recordings.mark(jdbc, who, call, wall.instant()));
    try {
      if (isHere(kept)) {
        destroy(who.tenant(), kept);
        return true;
      }
    } catch (IOException e) {
      LOG.warn("the recording of {} is deleted later: {}", call, e.getMessage());
    }
    return false;
  }

  /** Deletes the objects of a recording that is marked, then its row. */
  void destroy(TenantId tenant, Kept kept) throws IOException {
    RecordingStore store = stores.named(kept.store());
    store.delete(kept.sound());
    store.delete(kept.peaks());
    transactions.in(
        tenant,
        jdbc -> {
          Recordings.remove(jdbc, tenant, kept.recording().callId());
          return true;
        });
  }
}
