package io.parley.media.net;

/** Gives a media loop precedence over the other threads of the machine, where that is allowed. */
public final class LoopPriority {
  private static final int NICE = -15;

  private LoopPriority() {}

  /** Raises the calling thread; {@code false} when the system does not let this user do so. */
  public static boolean raise() {
    return LinuxCalls.available() && LinuxCalls.niceOfThisThread(NICE) == 0;
  }
}
