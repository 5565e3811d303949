package io.parley.kernel.route;

/** An agent by name and published version. */
public record AgentRef(String name, int version) {
  @Override
  public String toString() {
    return name + "@" + version;
  }
}
