package io.parley.media.loop;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.path.LegFact;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.LegMeter;
import io.parley.media.path.LegSink;
import io.parley.media.record.CallTape;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the legs of a shard report during one tick and publishes it at its end, in one go.
 * Owned by the loop. When the ring is full the tick's frames are dropped for all readers and
 * counted; facts wait for the next tick, as far as there is room.
 */
@HotPath
@OwnedBy("media-loop")
final class TickBatch implements LegSink {
  private static final int CAPACITY = 1024;

  private final RingBuffer<FanoutEntry> ring;
  private final LoopMeter meter;
  private final FanoutEntry[] entries = new FanoutEntry[CAPACITY];
  private int count;

  TickBatch(RingBuffer<FanoutEntry> ring, LoopMeter meter) {
    this.ring = ring;
    this.meter = meter;
    for (int i = 0; i < CAPACITY; i++) {
      entries[i] = new FanoutEntry();
    }
  }

  @Override
  public void frame(
      LegIdentity leg, short[] pcm, int offset, int length, long firstSample, long arrivalNs) {
    FanoutEntry entry = claim(leg, null, arrivalNs);
    if (entry == null) {
      meter.add(LoopMeter.FRAMES_DROPPED, 1);
      return;
    }
    entry.a = firstSample;
    entry.length = length;
    System.arraycopy(pcm, offset, entry.pcm, 0, length);
  }

  @Override
  public void fact(LegIdentity leg, LegFact fact, long atNs, long a, long b) {
    FanoutEntry entry = claim(leg, fact, atNs);
    if (entry == null) {
      meter.add(LoopMeter.FACTS_DROPPED, 1);
      return;
    }
    entry.a = a;
    entry.b = b;
  }

  @Override
  public void speechStarted(
      LegIdentity leg, long atNs, long onsetNs, long paused, long heardMs, double levelDbfs) {
    FanoutEntry entry = claim(leg, LegFact.SPEECH_STARTED, atNs);
    if (entry == null) {
      meter.add(LoopMeter.FACTS_DROPPED, 1);
      return;
    }
    entry.a = onsetNs;
    entry.b = paused;
    entry.c = heardMs;
    entry.levelDbfs = levelDbfs;
  }

  @Override
  public void recorded(
      CallTape tape,
      short[] left,
      short[] right,
      int offset,
      int length,
      long firstSample,
      long atNs) {
    FanoutEntry entry = claim(null, null, atNs);
    if (entry == null) {
      meter.add(LoopMeter.FRAMES_DROPPED, 1);
      return;
    }
    entry.tape = tape;
    entry.a = firstSample;
    entry.length = 2 * length;
    System.arraycopy(left, offset, entry.pcm, 0, length);
    System.arraycopy(right, offset, entry.pcm, length, length);
  }

  @Override
  public boolean closed(LegIdentity leg, LegMeter legMeter, @Nullable CallTape tape, long atNs) {
    FanoutEntry entry = claim(leg, LegFact.CLOSED, atNs);
    if (entry == null) {
      return false;
    }
    entry.meter = legMeter;
    entry.tape = tape;
    return true;
  }

  private @Nullable FanoutEntry claim(
      @Nullable LegIdentity leg, @Nullable LegFact fact, long atNs) {
    if (count == CAPACITY) {
      return null;
    }
    FanoutEntry entry = entries[count++];
    entry.leg = leg;
    entry.fact = fact;
    entry.meter = null;
    entry.tape = null;
    entry.length = 0;
    entry.atNs = atNs;
    return entry;
  }

  /** Publishes what was collected; called once per tick. */
  void flush() {
    if (count == 0) {
      return;
    }
    try {
      long last = ring.tryNext(count);
      long first = last - count + 1;
      for (int i = 0; i < count; i++) {
        ring.get(first + i).copyFrom(entries[i]);
      }
      ring.publish(first, last);
      count = 0;
    } catch (InsufficientCapacityException e) {
      dropFrames();
    }
  }

  private void dropFrames() {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      FanoutEntry entry = entries[i];
      if (entry.fact != null) {
        entries[i] = entries[kept];
        entries[kept++] = entry;
      }
    }
    meter.add(LoopMeter.FRAMES_DROPPED, count - kept);
    count = kept;
  }
}
