package io.parley.agent.sim;

import io.parley.agent.run.ConversationRunner;
import io.parley.agent.run.Loop;
import io.parley.agent.run.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Steps every loop and job on the calling thread until nothing is left to do. */
public final class SimWorkers implements Workers {
  private final List<Loop> loops = new ArrayList<>();
  private final ArrayDeque<Runnable> jobs = new ArrayDeque<>();
  private final Consumer<ConversationRunner> afterStep;

  /** {@code afterStep} sees a call after each message it handled. */
  public SimWorkers(Consumer<ConversationRunner> afterStep) {
    this.afterStep = afterStep;
  }

  @Override
  public void serve(String name, Loop loop) {
    loops.add(loop);
  }

  @Override
  public void run(String name, Runnable job) {
    jobs.addLast(job);
  }

  /** Loops that are not over. */
  public int alive() {
    return loops.size();
  }

  /** Works until nothing is left to do. */
  public void settle() {
    boolean busy = true;
    while (busy) {
      busy = false;
      for (int i = 0; i < loops.size(); i++) {
        busy |= step(loops.get(i));
      }
      for (Runnable job = jobs.pollFirst(); job != null; job = jobs.pollFirst()) {
        job.run();
        busy = true;
      }
      loops.removeIf(Loop::over);
    }
  }

  private boolean step(Loop loop) {
    boolean stepped = false;
    try {
      while (!loop.over() && loop.step(false)) {
        stepped = true;
        if (loop instanceof ConversationRunner runner) {
          afterStep.accept(runner);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return stepped;
  }
}
