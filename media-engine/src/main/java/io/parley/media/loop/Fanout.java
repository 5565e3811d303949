package io.parley.media.loop;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SleepingWaitStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard's ring and the threads that read it, each reader seeing everything. A reader looks
 * every millisecond, so that publishing wakes nobody; one that throws loses that entry only,
 * counted.
 */
final class Fanout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);
  private static final int CAPACITY = 4096;
  private static final long LOOK_EVERY_NS = 1_000_000;

  private final RingBuffer<FanoutEntry> ring =
      RingBuffer.createSingleProducer(
          FanoutEntry::new, CAPACITY, new SleepingWaitStrategy(0, LOOK_EVERY_NS));
  private final List<BatchEventProcessor<FanoutEntry>> processors = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong faults = new AtomicLong();

  /** A ring read by {@code handlers}, on threads named after {@code shard}. */
  Fanout(int shard, List<? extends EventHandler<FanoutEntry>> handlers) {
    int index = 0;
    for (EventHandler<FanoutEntry> handler : handlers) {
      BatchEventProcessor<FanoutEntry> processor =
          new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), handler);
      processor.setExceptionHandler(new Faults());
      ring.addGatingSequences(processor.getSequence());
      processors.add(processor);
      threads.add(
          Thread.ofPlatform()
              .name("fanout-" + shard + "-" + index++)
              .daemon(true)
              .unstarted(processor));
    }
  }

  RingBuffer<FanoutEntry> ring() {
    return ring;
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** Entries a reader failed on. */
  long faults() {
    return faults.get();
  }

  /** Whether the readers have seen all that was published. */
  boolean isDrained() {
    return ring.remainingCapacity() == ring.getBufferSize();
  }

  @Override
  public void close() {
    processors.forEach(BatchEventProcessor::halt);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Keeps a reader alive whatever one entry does to it. */
  private final class Faults implements ExceptionHandler<FanoutEntry> {
    @Override
    public void handleEventException(Throwable fault, long sequence, FanoutEntry entry) {
      faults.incrementAndGet();
      LOG.warn("a fan-out reader failed on {} of {}", entry.fact, entry.leg, fault);
    }

    @Override
    public void handleOnStartException(Throwable fault) {
      faults.incrementAndGet();
      LOG.error("a fan-out reader failed at its start", fault);
    }

    @Override
    public void handleOnShutdownException(Throwable fault) {
      faults.incrementAndGet();
      LOG.warn("a fan-out reader failed at its end", fault);
    }
  }
}
