package io.parley.control;

import java.io.IOException;

/** Sends signals to processes that a test started. */
public final class Signals {
  private Signals() {}

  /** Sends {@code signal} (KILL, STOP, CONT) to the process. */
  public static void send(String signal, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + signal + " " + pid + " failed");
    }
  }
}
