package io.parley.agent.run;

/** The work of one owner: a step at a time, on one thread at a time. */
public interface Loop {
  /**
   * Handles the next message; answers whether there was one.
   *
   * @param wait whether to wait for it
   */
  boolean step(boolean wait) throws InterruptedException;

  /** Whether nothing follows. */
  boolean over();
}
