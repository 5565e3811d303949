package io.parley.agent.run;

/** The threads a call runs on; tests put a scheduler of their own here. */
public interface Workers {
  /** Steps {@code loop} on a thread of its own until it is over. */
  void serve(String name, Loop loop);

  /** Runs a provider's job, which may block, on a thread of its own. */
  void run(String name, Runnable job);

  /** A virtual thread for each. */
  static Workers virtual() {
    return new Workers() {
      @Override
      public void serve(String name, Loop loop) {
        run(name, () -> stepThrough(loop));
      }

      @Override
      public void run(String name, Runnable job) {
        Thread.ofVirtual().name(name).start(job);
      }
    };
  }

  private static void stepThrough(Loop loop) {
    try {
      while (!loop.over()) {
        loop.step(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
