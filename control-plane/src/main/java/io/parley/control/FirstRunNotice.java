package io.parley.control;

import io.parley.control.people.Links;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Says once, when the database is up, where the first owner makes their account, as long as no
 * owner can sign in. Its thread is {@code first-run}.
 */
final class FirstRunNotice implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FirstRunNotice.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final Links links;
  private final BooleanSupplier databaseUp;
  private final Consumer<String> say;
  private final String console;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** Does nothing yet. */
  FirstRunNotice(
      Links links, BooleanSupplier databaseUp, Consumer<String> say, String bind, int port) {
    this.links = links;
    this.databaseUp = databaseUp;
    this.say = say;
    this.console = "http://" + reachable(bind) + ":" + port;
    this.thread = Thread.ofVirtual().name("first-run").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      boolean said = false;
      while (!said && !closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        said = databaseUp.getAsBoolean() && isSaid();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSaid() {
    try {
      links
          .firstRun()
          .ifPresentOrElse(
              token ->
                  say.accept(
                      "FIRST-RUN %s/first-run?token=%s (makes the owner's account, once, within 24 h)"
                          .formatted(console, token)),
              () -> LOG.info("an owner can sign in: there is no one-time link"));
      return true;
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("the database is away: the first owner's link is made later", away);
      return false;
    }
  }

  /** An address to open in a browser on this machine, for one that is bound. */
  static String reachable(String bind) {
    try {
      InetAddress address = InetAddress.getByName(bind);
      if (address.isAnyLocalAddress()) {
        return "127.0.0.1";
      }
      String text = address.getHostAddress();
      return text.contains(":") ? "[" + text + "]" : text;
    } catch (UnknownHostException _) {
      return bind;
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
