package io.parley.agent.provider.openai;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands the body of a response from the HTTP client's threads to the one that reads the reply: one
 * portion is asked for at a time. {@link #stop} from any thread closes the stream.
 */
final class ByteIntake implements Flow.Subscriber<List<ByteBuffer>> {
  private final LinkedBlockingQueue<Portion> portions = new LinkedBlockingQueue<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
  private volatile boolean stopped;

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    subscription.set(granted);
    if (stopped) {
      granted.cancel();
    } else {
      granted.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    portions.add(new Portion(bytes, false, null));
  }

  @Override
  public void onError(Throwable cause) {
    portions.add(new Portion(List.of(), true, cause));
  }

  @Override
  public void onComplete() {
    portions.add(new Portion(List.of(), true, null));
  }

  /** The next portion; null when none comes within {@code waitNs}. */
  @Nullable Portion next(long waitNs) throws InterruptedException {
    Portion portion = portions.poll(Math.max(0, waitNs), TimeUnit.NANOSECONDS);
    Flow.Subscription now = subscription.get();
    if (portion != null && now != null && !portion.last) {
      now.request(1);
    }
    return portion;
  }

  /** Closes the stream and wakes the reader. */
  void stop() {
    stopped = true;
    Flow.Subscription now = subscription.get();
    if (now != null) {
      now.cancel();
    }
    portions.add(new Portion(List.of(), true, null));
  }

  /**
   * A portion of the body.
   *
   * @param last nothing follows
   * @param cause why the stream broke, null when it ended well
   */
  record Portion(List<ByteBuffer> bytes, boolean last, @Nullable Throwable cause) {}
}
