package io.parley.control.webhooks;

import io.parley.control.jobs.Job;
import io.parley.control.secret.SecretBox;
import io.parley.control.store.TenantTransactions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** All there is to webhooks, put together. Safe from any thread. */
public final class WebhookRoom implements AutoCloseable {
  private final WebhookCounters counters = new WebhookCounters();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicReference<Runnable> wake = new AtomicReference<>(() -> {});
  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final Outbox outbox;
  private final Sender sender;
  private final List<Job> jobs;

  /**
   * Wires; does no I/O.
   *
   * @param box what secrets are sealed with; there before the jobs run and the API is served
   */
  public WebhookRoom(
      WebhookConfig config,
      TenantTransactions transactions,
      Supplier<@Nullable SecretBox> box,
      WebhookTime time) {
    Targets targets = new Targets(config.allowed());
    WebhookLimits limits = config.limits();
    InstantSource wall = time.wall();
    WebhookSecrets secrets = new WebhookSecrets(box);
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    this.webhooks = new Webhooks(targets, secrets, wall);
    DeliveryIds ids = new DeliveryIds();
    this.deliveries = new Deliveries(wall, ids, counters);
    this.outbox = new Outbox(wall, ids, this::wake, counters);
    this.sender = new Sender(targets, limits, tls, time.clock());
    var parts = new LaneJob.Parts(limits, counters, wall, new SecureRandom(), closing::get);
    this.jobs =
        List.of(
            new LaneJob(transactions, new Attempts(parts, secrets), sender, parts),
            new SweepJob(transactions, limits.keep(), wall));
  }

  /** The jobs that send and clear away. */
  public List<Job> jobs() {
    return jobs;
  }

  /** Has {@code wake} called whenever something was enqueued and committed. */
  public void onCommit(Runnable wake) {
    this.wake.set(wake);
  }

  /** What was enqueued and committed need not wait for the queue's next look. */
  public void wake() {
    wake.get().run();
  }

  /** What tenants make. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** The log. */
  public Deliveries deliveries() {
    return deliveries;
  }

  /** Where events are put. */
  public Outbox outbox() {
    return outbox;
  }

  /** Counters as of now. */
  public WebhookStats stats() {
    return counters.stats();
  }

  /** Nothing new is sent; what is on its way ends within its time. */
  public void stop() {
    closing.set(true);
  }

  /** Breaks off what is still on its way. */
  @Override
  public void close() {
    stop();
    sender.close();
  }
}
