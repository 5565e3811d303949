package io.parley.kernel.route;

/**
 * What calls of one kind may amount to: those of an organisation, or those of one trunk.
 *
 * @param key tells it from every other one
 * @param what it limits, as people read it: {@code organisation} or {@code trunk berlin}
 * @param maxCalls at a time; 0: any
 * @param callsPerSecond new ones; 0: any
 */
public record CallBudget(String key, String what, int maxCalls, int callsPerSecond) {
  /** Whether it limits anything. */
  public boolean limits() {
    return maxCalls > 0 || callsPerSecond > 0;
  }
}
