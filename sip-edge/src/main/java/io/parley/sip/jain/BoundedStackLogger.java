package io.parley.sip.jain;

import gov.nist.core.StackLogger;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the stack has to say, through slf4j: errors only, shortened, and at most a few lines until
 * the next {@link #refill}. The stack makes it by name and shares it between all its classes; safe
 * from any thread.
 */
public final class BoundedStackLogger implements StackLogger {
  private static final Logger LOG = LoggerFactory.getLogger("io.parley.sip.stack");
  private static final int MOST_CHARS = 300;
  private static final int LINES = 20;
  private static final AtomicLong LEFT = new AtomicLong(LINES);
  private static final AtomicLong MUTED = new AtomicLong();

  /** Gives the stack its next lines; called about once a minute. */
  static void refill() {
    LEFT.set(LINES);
  }

  /** Lines that were not written. */
  static long muted() {
    return MUTED.get();
  }

  private static void write(String text) {
    if (LEFT.getAndDecrement() > 0) {
      LOG.warn("stack: {}", text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text);
    } else {
      MUTED.incrementAndGet();
    }
  }

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logException(Throwable thrown) {
    write(String.valueOf(thrown));
  }

  @Override
  public void logDebug(String message) {}

  @Override
  public void logDebug(String message, Exception thrown) {}

  @Override
  public void logTrace(String message) {}

  @Override
  public void logFatalError(String message) {
    write(String.valueOf(message));
  }

  @Override
  public void logError(String message) {
    write(String.valueOf(message));
  }

  @Override
  public boolean isLoggingEnabled() {
    return LEFT.get() > 0;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return level <= TRACE_ERROR && LEFT.get() > 0;
  }

  @Override
  public void logError(String message, Exception thrown) {
    write(message + ": " + thrown);
  }

  @Override
  public void logWarning(String message) {}

  @Override
  public void logInfo(String message) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String stamp) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public String getLoggerName() {
    return "io.parley.sip.stack";
  }
}
